package dev.snapstart.rules;

/**
 * A use of a class that initialises it.
 *
 * @param at number of the instruction
 * @param line line in the source file
 * @param type internal name of the class
 * @param creates whether an instance is made
 */
record Touch(int at, int line, String type, boolean creates) implements Site {}
