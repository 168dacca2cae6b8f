package dev.snapstart.rules;

/**
 * A value put into a field.
 *
 * @param at number of the instruction
 * @param line line in the source file
 * @param field the field
 * @param object the object that has the field; empty if it is static
 * @param value the value
 * @param isStatic whether the field is
 */
record FieldWrite(
    int at, int line, FieldReference field, OriginSet object, OriginSet value, boolean isStatic)
    implements Site {}
