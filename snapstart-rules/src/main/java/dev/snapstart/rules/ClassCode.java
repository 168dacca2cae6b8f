package dev.snapstart.rules;

import java.util.List;
import java.util.Map;

/**
 * What the methods of a class do.
 *
 * @param bodies by name and descriptor
 * @param references methods that stand for method references, which the class file does not have
 */
record ClassCode(Map<String, MethodBody> bodies, List<MethodModel> references) {}
