/**
 * Slots, runs, steps and their states. Knows no machine learning: a verdict is an opaque outcome
 * here.
 */
@NullMarked
package dev.nightjar.run;

import org.jspecify.annotations.NullMarked;
