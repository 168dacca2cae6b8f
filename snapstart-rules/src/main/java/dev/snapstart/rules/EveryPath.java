package dev.snapstart.rules;

import java.util.Set;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;

/**
 * Whether a place in a method is reached whenever the method runs: under no condition, on both
 * sides of one, or only not where there is nothing to do.
 */
final class EveryPath {

  private static final Set<String> ALIVE =
      Set.of("isClosed", "isOpen", "isRunning", "isShutdown", "isTerminated", "isActive");

  private EveryPath() {}

  static boolean leadsTo(MethodBody body, Site site) {
    return !body.isExceptional(site)
        && body.guards(site).stream()
            .allMatch(guard -> isAboutItself(body, site, guard) || hasOtherSide(body, site, guard));
  }

  /** Whether a condition only asks whether there is something to make good, or to close. */
  private static boolean isAboutItself(MethodBody body, Site site, Guard guard) {
    boolean presence = guard.opcode() == Opcodes.IFNULL || guard.opcode() == Opcodes.IFNONNULL;
    if (!presence) {
      return isOf(body, guard.left(), origin -> isAsked(body, site, origin));
    }
    boolean there = (guard.opcode() == Opcodes.IFNONNULL) == guard.jumps();
    return there
        && !isOf(body, guard.left(), EveryPath::isSetting)
        && (!(site instanceof FieldWrite)
            || isOf(
                body,
                guard.left(),
                origin -> origin instanceof Origin.Parameter || isChanged(site, origin)));
  }

  private static boolean isOf(MethodBody body, OriginSet value, Predicate<Origin> kind) {
    return value.stream().mapToObj(body::origin).anyMatch(kind);
  }

  /** Whether the very object is asked that is then changed, as in {@code isClosed()}. */
  private static boolean isAsked(MethodBody body, Site site, Origin tested) {
    return tested instanceof Origin.Result result
        && ALIVE.contains(result.call().target().name())
        && isOf(body, result.call().receiver(), origin -> isChanged(body, site, origin));
  }

  private static boolean isChanged(MethodBody body, Site site, Origin origin) {
    return isChanged(site, origin)
        || (site instanceof Call call
            && isOf(body, call.receiver(), receiver -> isSameField(receiver, origin)));
  }

  private static boolean isChanged(Site site, Origin origin) {
    return site instanceof FieldWrite write
        && origin instanceof Origin.FieldRead read
        && read.field().equals(write.field());
  }

  private static boolean isSameField(Origin one, Origin other) {
    return one.equals(other)
        || (one instanceof Origin.FieldRead left
            && other instanceof Origin.FieldRead right
            && left.field().equals(right.field()));
  }

  private static boolean isSetting(Origin origin) {
    return origin instanceof Origin.Result result
        && result.call().target().owner().equals("java/lang/System");
  }

  private static boolean hasOtherSide(MethodBody body, Site site, Guard guard) {
    Guard other =
        new Guard(guard.at(), guard.opcode(), guard.left(), guard.right(), !guard.jumps());
    return site instanceof FieldWrite write
        && body.sites().stream()
            .anyMatch(candidate ->
                candidate instanceof FieldWrite second
                    && second.field().equals(write.field())
                    && body.guards(second).contains(other));
  }
}
