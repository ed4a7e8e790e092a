/**
 * Finds the slices of a table on which errors are greatest. Codes and errors in, slices out; {@link
 * SliceLine} is the way in.
 */
@NullMarked
package dev.nightjar.sliceline;

import org.jspecify.annotations.NullMarked;
