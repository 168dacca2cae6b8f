package dev.snapstart.audit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Audits the function of a test class, once for the class, when a test has a parameter of the type
 * {@link dev.snapstart.audit.AuditReport}.
 *
 * <pre>{@code
 * @SnapStartFunction(handler = "com.acme.Orders")
 * @SnapshotAudit(allow = "snapshot-allowed.txt")
 * class OrdersTest {
 *
 *   @Test
 *   void sharesNothingThatClonesMustNotShare(AuditReport audit) {
 *     audit.requireClean();
 *   }
 * }
 * }</pre>
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SnapshotAuditExtension.class)
public @interface SnapshotAudit {

  /**
   * A file with an allow-list.
   *
   * @return its path, relative to the directory of the tests; none without it
   */
  String allow() default "";

  /**
   * With what the names of the application's classes begin, where directories and the handler's
   * package do not tell.
   *
   * @return such as {@code com.acme.}
   */
  String[] application() default {};

  /**
   * Whether two clones of one image are compared, too, which needs CRIU.
   *
   * @return false unless it is said
   */
  boolean clones() default false;
}
