package dev.snapstart.samples.orders;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An OCI image in a file, unpacked.
 *
 * @param root what its layers hold
 * @param run how it is run
 */
record ImageFile(Path root, Map<String, Object> run) {

  static ImageFile unpack(Path tar, Path directory) throws Exception {
    Path layout = Files.createDirectories(directory.resolve("oci"));
    Path root = Files.createDirectories(directory.resolve("root"));
    MinimalRoot.run(Map.of(), "tar", "-xf", tar.toString(), "-C", layout.toString());
    Map<String, Object> index = JSON.std.mapFrom(Files.readString(layout.resolve("index.json")));
    Map<String, Object> manifest = read(layout, first(index.get("manifests")));
    for (Object layer : (List<?>) manifest.get("layers")) {
      MinimalRoot.run(
          Map.of(), "tar", "-xzf", blob(layout, layer).toString(), "-C", root.toString());
    }
    return new ImageFile(root, map(read(layout, manifest.get("config")).get("config")));
  }

  /** What is started, with its arguments. */
  List<String> entry() {
    List<String> entry = new ArrayList<>();
    ((List<?>) run.get("Entrypoint")).forEach(each -> entry.add((String) each));
    ((List<?>) run.get("Cmd")).forEach(each -> entry.add((String) each));
    return entry;
  }

  Map<String, Object> labels() {
    return map(run.get("Labels"));
  }

  private static Object first(Object list) {
    return ((List<?>) list).get(0);
  }

  private static Map<String, Object> read(Path layout, Object descriptor) throws IOException {
    return JSON.std.mapFrom(Files.readString(blob(layout, descriptor)));
  }

  private static Path blob(Path layout, Object descriptor) {
    String digest = (String) map(descriptor).get("digest");
    return layout.resolve("blobs/" + digest.replace(':', '/'));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
