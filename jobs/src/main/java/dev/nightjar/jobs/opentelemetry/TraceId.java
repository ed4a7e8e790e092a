package dev.nightjar.jobs.opentelemetry;

import dev.nightjar.run.Run;
import dev.nightjar.run.Slot;
import dev.nightjar.store.Digest;

/**
 * The trace of a run, and the first of its spans. Both follow from the run, so that whoever goes on
 * with it adds to the same trace, and a log can name the trace of any run. Loads nothing of
 * OpenTelemetry.
 *
 * @param trace 32 hexadecimal digits
 * @param span 16 hexadecimal digits: the span of the worker that began the run
 */
public record TraceId(String trace, String span) {

  private static final int TRACE = 32;
  private static final int SPAN = 16;

  /** The trace of this run. */
  public static TraceId of(Run run) {
    Slot slot = run.slot();
    String hex =
        Digest.of(
                String.join(
                    "\n",
                    "trace",
                    slot.pipeline(),
                    slot.lane(),
                    slot.logicalTime().toString(),
                    Integer.toString(run.ordinal())))
            .hex();
    return new TraceId(hex.substring(0, TRACE), hex.substring(TRACE, TRACE + SPAN));
  }
}
