package dev.nightjar.schedules.logging;

import dev.nightjar.run.LogLine;
import dev.nightjar.run.LogLine.Level;
import dev.nightjar.run.RunId;
import dev.nightjar.run.RunLogs;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands what a run's threads say to the program's log to the run's own log. A thread belongs to the
 * run that {@link RunLogs#CONTEXT} names; threads that it starts inherit that. Thread-safe.
 *
 * @param clock when it was said
 */
public record RunLines(InstantSource clock) implements RunLogs.Capture {

  // There is one log in a program.
  private static final Map<String, BiConsumer<Level, String>> RUNS = new ConcurrentHashMap<>();

  @Override
  public Listening begin(RunId run, Consumer<LogLine> to) {
    BiConsumer<Level, String> lines =
        (level, text) ->
            to.accept(
                LogLine.of(clock.instant().truncatedTo(ChronoUnit.MILLIS), level, null, text));
    RUNS.put(run.hex(), lines);
    return () -> RUNS.remove(run.hex(), lines);
  }

  static void say(@Nullable String run, Level level, String text) {
    BiConsumer<Level, String> to = run == null ? null : RUNS.get(run);
    if (to != null) {
      to.accept(level, text);
    }
  }
}
