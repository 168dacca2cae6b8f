/**
 * Events and results through Jackson databind: {@code DatabindCodec} is found by the runtime when
 * this module is on the class path; {@code EventsModule} leaves the events of AWS to the runtime's
 * own codec, which knows their names.
 */
@NullMarked
package dev.snapstart.runtime.databind;

import org.jspecify.annotations.NullMarked;
