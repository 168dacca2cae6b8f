package dev.snapstart.rules;

import java.util.List;

/**
 * A lambda or method reference.
 *
 * @param at number of the instruction
 * @param line line in the source file
 * @param body the method that runs when the function is called
 * @param captured what it holds; these are the body's first parameters
 * @param type internal name of the interface that it implements
 * @param method name of the interface's method
 * @param origin number of the function's origin in its method
 */
record FunctionSite(
    int at,
    int line,
    MethodReference body,
    List<OriginSet> captured,
    String type,
    String method,
    int origin)
    implements Site {}
