/**
 * What was made of which data: the impact of a segment, the difference of two states of a dataset,
 * why a recipe takes a segment, and which delta hurt a night. Records, and their words for people;
 * the work is done elsewhere.
 */
@NullMarked
package dev.nightjar.lineage;

import org.jspecify.annotations.NullMarked;
