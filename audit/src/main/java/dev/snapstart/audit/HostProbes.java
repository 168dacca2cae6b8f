package dev.snapstart.audit;

import java.util.function.Consumer;

/** Names and addresses: what the JVM has looked up, and who it is itself. */
record HostProbes(Circumstances at) {

  private static final String LOCAL = "localhost";

  void addTo(Probes probes) {
    probes.onMatching("java\\.net\\.InetAddress\\$(Valid)?Cached(Lookup|Addresses)", this::cached);
    probes.on("java.net.InetAddress", this::address);
    probes.on("java.lang.ProcessHandleImpl", this::process);
    probes.on("java.net.NetworkInterface", HostProbes::networkInterface);
  }

  private void cached(Instance lookup, Consumer<Candidate> found) {
    String host = lookup.text("host");
    if (host != null && !host.equals(LOCAL)) {
      found.accept(Candidate.of(Kind.DNS_CACHE, lookup, host));
    }
  }

  private void address(Instance address, Consumer<Candidate> found) {
    Instance holder = address.follow("holder");
    String name = holder == null ? null : holder.text("hostName");
    if (name == null || name.equals(LOCAL) || name.matches("[0-9.]+|[0-9a-fA-F:]*:.*")) {
      return;
    }
    Kind kind = name.equals(at.hostName()) ? Kind.HOST_NAME : Kind.RESOLVED_ADDRESS;
    found.accept(Candidate.of(kind, address, name + "/" + NetworkProbes.address(address)));
  }

  private void process(Instance process, Consumer<Candidate> found) {
    if (process.number("pid") == at.pid()) {
      found.accept(Candidate.of(Kind.PROCESS_ID, process, Long.toString(at.pid())));
    }
  }

  private static void networkInterface(Instance device, Consumer<Candidate> found) {
    String name = String.valueOf(device.text("name"));
    found.accept(Candidate.of(Kind.NETWORK_INTERFACE, device, name));
  }
}
