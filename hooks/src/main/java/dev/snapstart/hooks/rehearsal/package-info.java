/**
 * An implementation of org.crac for {@link dev.snapstart.hooks.HookRehearsal}, so that resources of
 * others, such as Spring's and Micronaut's, are rehearsed as they are. A package of its own because
 * org.crac finds an implementation by its package, in which five types must have these names.
 * Nobody else uses them.
 */
@NullMarked
package dev.snapstart.hooks.rehearsal;

import org.jspecify.annotations.NullMarked;
