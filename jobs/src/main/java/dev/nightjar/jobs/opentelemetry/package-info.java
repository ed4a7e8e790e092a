/**
 * Tells a collector of traces, by OpenTelemetry's SDK, how long nights and their steps took. A
 * night never waits for it and never fails for it. Nothing of the SDK is loaded unless traces are
 * wanted.
 */
@NullMarked
package dev.nightjar.jobs.opentelemetry;

import org.jspecify.annotations.NullMarked;
