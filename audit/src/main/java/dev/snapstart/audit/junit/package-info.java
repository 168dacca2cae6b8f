/** Audits in tests of users: {@link dev.snapstart.audit.junit.SnapshotAudit}. */
@NullMarked
package dev.snapstart.audit.junit;

import org.jspecify.annotations.NullMarked;
