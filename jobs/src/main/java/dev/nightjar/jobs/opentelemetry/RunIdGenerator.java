package dev.nightjar.jobs.opentelemetry;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random ids, but for the spans of runs, whose ids follow from the run. Thread-safe. */
final class RunIdGenerator implements IdGenerator {

  private static final ThreadLocal<@Nullable Wanted> WANTED = new ThreadLocal<>();

  private final IdGenerator random = IdGenerator.random();

  private record Wanted(TraceId id, boolean first) {}

  /**
   * Makes a span of this trace.
   *
   * @param first whether it is the run's first, and has the id of that
   */
  <T> T in(TraceId id, boolean first, Supplier<T> span) {
    WANTED.set(new Wanted(id, first));
    try {
      return span.get();
    } finally {
      WANTED.remove();
    }
  }

  @Override
  public String generateTraceId() {
    Wanted now = WANTED.get();
    return now == null ? random.generateTraceId() : now.id().trace();
  }

  @Override
  public String generateSpanId() {
    Wanted now = WANTED.get();
    return now == null || !now.first() ? random.generateSpanId() : now.id().span();
  }
}
