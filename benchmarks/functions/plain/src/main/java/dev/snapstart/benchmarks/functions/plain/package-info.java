/** Functions that benchmarks start: the smallest of each kind, and the floor below all of them. */
package dev.snapstart.benchmarks.functions.plain;
