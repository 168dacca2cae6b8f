/**
 * What all benchmarks have found, as tables of Markdown and as a page with charts: {@link
 * dev.snapstart.benchmarks.report.Report}.
 */
@NullMarked
package dev.snapstart.benchmarks.report;

import org.jspecify.annotations.NullMarked;
