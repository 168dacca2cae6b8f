package dev.snapstart.rules;

/**
 * A condition under which a place in a method is reached.
 *
 * @param at number of the jump in its method
 * @param opcode the jump, or one of a switch
 * @param left what is tested, or compared
 * @param right what it is compared with, if it is
 * @param jumps whether the place is reached when the jump is taken
 */
record Guard(int at, int opcode, OriginSet left, OriginSet right, boolean jumps) {}
