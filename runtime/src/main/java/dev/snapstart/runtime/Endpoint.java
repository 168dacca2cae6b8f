package dev.snapstart.runtime;

/**
 * The address of the Runtime API: {@code host:port}, {@code [ipv6]:port}, either with a path behind
 * it, as some local servers use to tell functions apart. Immutable.
 *
 * @param host a host name or an address, IPv6 without brackets
 * @param port the TCP port
 * @param path what stands before the API's own paths: empty, or starting with a slash and not
 *     ending with one
 */
record Endpoint(String host, int port, String path) {

  private static final int HTTP_PORT = 80;

  /**
   * Reads {@code host:port[/path]}.
   *
   * @throws IllegalArgumentException naming the variable, when the text is no such address
   */
  static Endpoint parse(String variable, String text) {
    int slash = text.indexOf('/');
    String authority = slash < 0 ? text : text.substring(0, slash);
    String path = slash < 0 ? "" : text.substring(slash);
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    boolean bracketed = authority.startsWith("[");
    int hostEnd = bracketed ? authority.indexOf(']') : authority.lastIndexOf(':');
    if (bracketed && hostEnd < 0) {
      throw malformed(variable, text);
    }
    String host =
        authority.substring(bracketed ? 1 : 0, hostEnd < 0 ? authority.length() : hostEnd);
    String port = hostEnd < 0 ? "" : authority.substring(hostEnd + 1);
    if (bracketed && port.startsWith(":")) {
      port = port.substring(1);
    }
    try {
      int number = port.isEmpty() ? HTTP_PORT : Integer.parseInt(port);
      if (host.isEmpty() || number < 1 || number > 0xffff) {
        throw malformed(variable, text);
      }
      return new Endpoint(host, number, path);
    } catch (NumberFormatException e) {
      throw malformed(variable, text);
    }
  }

  /** The value of the Host header. */
  String authority() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  private static IllegalArgumentException malformed(String variable, String text) {
    return new IllegalArgumentException(
        "cannot read environment variable "
            + variable
            + ": found \""
            + text
            + "\", expected host:port, [ipv6]:port or host:port/path [RUNTIME_NO_API_ADDRESS]");
  }
}
