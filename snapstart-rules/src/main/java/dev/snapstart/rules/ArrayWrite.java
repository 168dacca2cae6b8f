package dev.snapstart.rules;

/**
 * A value put into an array.
 *
 * @param at number of the instruction
 * @param line line in the source file
 * @param array the array
 * @param value the value
 */
record ArrayWrite(int at, int line, OriginSet array, OriginSet value) implements Site {}
