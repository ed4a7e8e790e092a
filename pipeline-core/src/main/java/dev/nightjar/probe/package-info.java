/**
 * What a model makes of rows that are not as they should be: {@link dev.nightjar.probe.Change} of
 * values, {@link dev.nightjar.probe.Probe} of a test set, {@link dev.nightjar.probe.ProbeReport} of
 * a night, which is held against {@link dev.nightjar.probe.Case} too. A new change is a record of
 * {@code Change}; {@code ChangeTest} proves it.
 */
@NullMarked
package dev.nightjar.probe;

import org.jspecify.annotations.NullMarked;
