/**
 * How long a model takes for a row by itself, as in serving: {@link dev.nightjar.latency.Stopwatch}
 * asks the models in turn, {@link dev.nightjar.latency.Timings} are what it took, and {@link
 * dev.nightjar.latency.Latencies} are the numbers that gates look at. A new number is a constant of
 * {@link dev.nightjar.statistics.Latency}.
 */
@NullMarked
package dev.nightjar.latency;

import org.jspecify.annotations.NullMarked;
