/**
 * Rules over measures and comparisons, and the verdict they add up to. A new kind of gate: read
 * {@link dev.nightjar.gate.Gate}, add it there and in {@code Bound} and {@code Titles}, prove it in
 * {@code GateContractTest}.
 */
@NullMarked
package dev.nightjar.gate;

import org.jspecify.annotations.NullMarked;
