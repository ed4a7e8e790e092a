/** The composition root: the one package that knows every other. */
@NullMarked
package dev.nightjar.schedules.app;

import org.jspecify.annotations.NullMarked;
