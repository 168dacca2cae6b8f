/**
 * SpotBugs rules: what must not be in a snapshot.
 *
 * @see <a href="https://spotbugs.readthedocs.io/">SpotBugs</a>
 */
@NullMarked
package dev.snapstart.rules;

import org.jspecify.annotations.NullMarked;
