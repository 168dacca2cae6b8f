package dev.snapstart.audit.junit;

import dev.snapstart.audit.AllowList;
import dev.snapstart.audit.Audit;
import dev.snapstart.audit.AuditReport;
import dev.snapstart.emulator.junit.SnapStartExtension;
import dev.snapstart.emulator.junit.SnapStartFunction;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Does what {@link SnapshotAudit} says, which registers it. For JUnit. */
public final class SnapshotAuditExtension implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(SnapshotAuditExtension.class);

  /** Made by JUnit. */
  public SnapshotAuditExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == AuditReport.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> test = context.getRequiredTestClass();
    Store store = context.getRoot().getStore(NAMESPACE);
    AuditReport known = store.get(test, AuditReport.class);
    if (known != null) {
      return known;
    }
    AuditReport report = audit(test);
    store.put(test, report);
    return report;
  }

  private AuditReport audit(Class<?> test) {
    SnapshotAudit wanted = required(test, SnapshotAudit.class);
    SnapStartFunction function = required(test, SnapStartFunction.class);
    try {
      Audit audit = Audit.of(SnapStartExtension.spec(function)).application(wanted.application());
      if (!wanted.allow().isEmpty()) {
        audit.allow(AllowList.read(Path.of(wanted.allow())));
      }
      if (wanted.clones()) {
        audit.compareClones();
      }
      return audit.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ParameterResolutionException("the audit was interrupted", e);
    } catch (Exception e) {
      throw new ParameterResolutionException("the audit failed: " + e.getMessage(), e);
    }
  }

  private static <A extends Annotation> A required(Class<?> test, Class<A> annotation) {
    for (Class<?> type = test; type != null; type = type.getEnclosingClass()) {
      A found = type.getAnnotation(annotation);
      if (found != null) {
        return found;
      }
    }
    throw new ParameterResolutionException(
        "cannot audit the function of "
            + test.getName()
            + ": there is no @"
            + annotation.getSimpleName()
            + " on it or around it [AUDIT_NO_ANNOTATION]");
  }
}
