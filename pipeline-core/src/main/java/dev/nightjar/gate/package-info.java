/** Rules over measures and comparisons, and the verdict they add up to. */
@NullMarked
package dev.nightjar.gate;

import org.jspecify.annotations.NullMarked;
