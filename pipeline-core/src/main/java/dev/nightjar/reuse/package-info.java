/**
 * How often a test set was asked, and how often it may be: each verdict that people see wears it
 * out a little, because the next models are chosen by what it said.
 *
 * <p>Every decision is an entry of the set's log; the fold of the log and what a pipeline file
 * declares come to the budget that is left. A new kind of number that gates may speak of needs a
 * bound in {@link dev.nightjar.reuse.Gated}, or is shown as unbounded.
 */
@NullMarked
package dev.nightjar.reuse;

import org.jspecify.annotations.NullMarked;
