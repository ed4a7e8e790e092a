/** Test sets, slices and metrics over primitive arrays. */
@NullMarked
package dev.nightjar.evaluation;

import org.jspecify.annotations.NullMarked;
