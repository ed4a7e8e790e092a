/**
 * Numbers in, numbers out: paired tests, intervals, measures and comparisons. Imports no other
 * room.
 */
@NullMarked
package dev.nightjar.statistics;

import org.jspecify.annotations.NullMarked;
