package dev.snapstart.emulator;

import dev.snapstart.emulator.HttpFraming.Request;
import dev.snapstart.emulator.HttpFraming.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's Extensions API, for internal extensions: paths, headers, statuses. Facts from the AWS
 * documentation "Using the Lambda Extensions API" and RIE's {@code rapi/handler/agent*.go}. Safe
 * for use by many threads.
 */
final class ExtensionsApi {

  private static final String BASE = "/2020-01-01/extension/";
  private static final String IDENTIFIER = "Lambda-Extension-Identifier";
  private static final String ERROR_TYPE = "Lambda-Extension-Function-Error-Type";

  // the body is so simple that it needs no JSON library
  private static final Pattern OBJECT = Pattern.compile("\\s*\\{.*}\\s*", Pattern.DOTALL);
  private static final Pattern EVENTS =
      Pattern.compile("\"events\"\\s*:\\s*(?:null|\\[([^\\]]*)])");
  private static final Pattern STRING = Pattern.compile("\"([^\"]*)\"");

  private final FunctionSpec spec;
  private final Extensions extensions;

  ExtensionsApi(FunctionSpec spec, Extensions extensions) {
    this.spec = spec;
    this.extensions = extensions;
  }

  Response handle(Request request) throws RefusedException, InterruptedException {
    return switch (request.method() + " " + request.path()) {
      case "POST " + BASE + "register" -> register(request);
      case "GET " + BASE + "event/next" -> next(request);
      case "POST " + BASE + "init/error" -> {
        extensions.initError(request.headers().get(IDENTIFIER), reported(request));
        yield RuntimeApi.accepted();
      }
      case "POST " + BASE + "exit/error" -> {
        extensions.exitError(request.headers().get(IDENTIFIER), reported(request));
        yield RuntimeApi.accepted();
      }
      default -> RuntimeApi.notFound();
    };
  }

  private Response register(Request request) throws RefusedException {
    String name = request.headers().getOrDefault("Lambda-Extension-Name", "");
    if (name.isEmpty()) {
      throw new RefusedException(403, "Extension.InvalidExtensionName", "Empty extension name");
    }
    Extension extension = extensions.register(name, events(text(request)));
    String handler = spec.handler();
    String json =
        "{\"functionName\":"
            + PlatformError.quoted(spec.name())
            + ",\"functionVersion\":"
            + PlatformError.quoted(spec.version())
            + ",\"handler\":"
            + PlatformError.quoted(handler == null ? "" : handler)
            + (wantsAccountId(request) ? ",\"accountId\":\"" + Invocation.ACCOUNT + "\"}" : "}");
    return json(Map.of(IDENTIFIER, extension.id()), json.getBytes(StandardCharsets.UTF_8));
  }

  private Response next(Request request) throws RefusedException, InterruptedException {
    ExtensionEvent event = extensions.next(request.headers().get(IDENTIFIER));
    return json(Map.of("Lambda-Extension-Event-Identifier", event.id()), event.json());
  }

  /** The error's type and what more the extension says of it. */
  private static String reported(Request request) throws RefusedException {
    String type = request.headers().getOrDefault(ERROR_TYPE, "");
    if (type.isEmpty()) {
      throw new RefusedException(403, "Extension.MissingHeader", ERROR_TYPE + " not found");
    }
    return type + " " + text(request);
  }

  private static List<String> events(String body) throws RefusedException {
    Matcher events = EVENTS.matcher(body);
    boolean found = events.find();
    if (!OBJECT.matcher(body).matches() || (!found && body.contains("\"events\""))) {
      throw new RefusedException(
          403,
          "InvalidRequestFormat",
          "cannot register an extension with \""
              + body
              + "\": expected {\"events\":[\"INVOKE\"]} or {\"events\":[]}");
    }
    List<String> names = new ArrayList<>();
    if (found && events.group(1) != null) {
      Matcher name = STRING.matcher(events.group(1));
      while (name.find()) {
        names.add(name.group(1));
      }
    }
    return names;
  }

  private static boolean wantsAccountId(Request request) {
    String features = request.headers().getOrDefault("Lambda-Extension-Accept-Feature", "");
    return List.of(features.split("\\s*,\\s*", -1)).contains("accountId");
  }

  private static String text(Request request) {
    return new String(request.body(), StandardCharsets.UTF_8);
  }

  private static Response json(Map<String, String> headers, byte[] json) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put("Content-Type", "application/json");
    return new Response(200, all, json);
  }
}
