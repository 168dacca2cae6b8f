package dev.snapstart.maven;

import dev.snapstart.maven.StagedFunction.File;
import dev.snapstart.maven.StagedFunction.Part;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What builds the same image with another tool.
 *
 * @param function what is in it
 * @param base what it is put on
 * @param labels besides those that it has anyway
 */
record Dockerfile(StagedFunction function, String base, Map<String, String> labels) {

  /** Its text; the context is the directory above that of the function. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append("# written by snapstart-maven-plugin; build it from this directory\n");
    text.append("FROM ").append(base).append('\n');
    text.append("LABEL org.opencontainers.image.title=")
        .append(json(function.project().name()))
        .append('\n');
    labels.forEach((name, value) ->
        text.append("LABEL ").append(json(name)).append('=').append(json(value)).append('\n'));
    text.append("WORKDIR ").append(FunctionImage.TASK_ROOT).append('\n');
    String context = function.directory().getFileName() + "/";
    for (Map.Entry<Part, List<File>> part : function.byPart().entrySet()) {
      for (String place : places(part.getValue())) {
        // dates are kept, and the archive counts on them
        text.append("COPY ")
            .append('[')
            .append(json(context + place))
            .append(", ")
            .append(json("./" + place))
            .append("]\n");
      }
    }
    text.append("ENTRYPOINT [").append(json(FunctionImage.TASK_ROOT + "/bootstrap")).append("]\n");
    text.append("CMD [").append(json(function.project().handler())).append("]\n");
    return text.toString();
  }

  /** Directories of the package, and files beside them. */
  private static Set<String> places(List<File> files) {
    Set<String> places = new TreeSet<>();
    for (File file : files) {
      int slash = file.path().indexOf('/');
      places.add(slash < 0 ? file.path() : file.path().substring(0, slash + 1));
    }
    return places;
  }

  private static String json(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
