/** A web application that is restored from an image; {@link WebApplication} is all of it. */
@NullMarked
package dev.snapstart.samples.web;

import org.jspecify.annotations.NullMarked;
