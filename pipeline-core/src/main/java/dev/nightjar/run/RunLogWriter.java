package dev.nightjar.run;

import dev.nightjar.run.LogLine.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes the log of a run beside its work. What the log is of matters more than the log: a store
 * that does not answer delays lines, and does not touch the run.
 */
final class RunLogWriter implements RunListener, AutoCloseable {

  /** Long work says so often how far it is. */
  private static final Duration PROGRESS = Duration.ofSeconds(30);

  private final RunLogs logs;
  private final LogChunks chunks;
  private final Timing timing;
  private final Ticker.Ticking ticking;
  private final RunLogs.Capture.Listening listening;
  private Instant told = Instant.MIN;
  private String waited = "";
  private volatile @Nullable String step;

  RunLogWriter(RunLogs logs, RunLog log, Timing timing) {
    this.logs = logs;
    this.chunks = new LogChunks(log, timing);
    this.timing = timing;
    this.ticking = timing.ticker().every(LogChunks.TICK, chunks::tick);
    this.listening = logs.capture().begin(log.run(), this::heard);
  }

  /** Writes nothing any more, and drops what is not written: another process has the run now. */
  void abandon() {
    chunks.abandon();
  }

  @Override
  public void close() {
    listening.close();
    ticking.close();
    chunks.close();
  }

  @Override
  public void runStarted(Run run, boolean resumed) {
    Holder self = Holder.current();
    say(
        Level.INFO,
        "run %s for %s %s, process %d on %s"
            .formatted(
                run.id(), run.slot(), resumed ? "goes on" : "begins", self.pid(), self.host()));
  }

  @Override
  public void stepStarted(Run run, String name) {
    begin(name);
    say(Level.INFO, "begins");
  }

  @Override
  public void stepProgress(Run run, String name, double fraction, String text) {
    String said = progress(fraction, text);
    if (!said.isEmpty()) {
      step = name;
      say(Level.INFO, said);
    }
  }

  @Override
  public void stepSaid(Run run, String name, Level level, String text) {
    add(LogLine.of(now(), level, name, text));
  }

  private synchronized String progress(double fraction, String text) {
    if (Double.isNaN(fraction)) {
      boolean again = text.equals(waited);
      waited = text;
      return again ? "" : text;
    }
    Instant now = timing.clock().instant();
    if (told.isAfter(now.minus(PROGRESS))) {
      return "";
    }
    told = now;
    return String.format(Locale.ROOT, "%.0f %%  %s", 100 * fraction, text).strip();
  }

  @Override
  public void stepFinished(Run run, String name, StepOutput output, Duration took) {
    begin(name);
    say(
        Level.INFO,
        String.format(
            Locale.ROOT, "done in %.1f s%s", took.toMillis() / 1000.0, summary(name, output)));
  }

  @Override
  public void stepReused(Run run, String name, StepOutput output) {
    begin(name);
    say(Level.INFO, "was done before" + summary(name, output));
  }

  private String summary(String name, StepOutput output) {
    String text = logs.summary().of(name, output);
    return text.isEmpty() ? "" : ": " + text;
  }

  @Override
  public void stepFailed(Run run, String name, Failure failure, boolean again, Duration wait) {
    begin(name);
    String rest = again ? "\nit is tried again in " + wait.toSeconds() + " s" : "";
    say(
        again ? Level.WARN : Level.ERROR,
        "failed, %s: %s\n%s%s"
            .formatted(
                failure.failureClass(), failure.message(), failure.diagnosis().sentence(), rest));
  }

  @Override
  public void runFinished(Run run) {
    step = null;
    RunState state = run.state();
    String rest = state.diagnosis().map(d -> "\n" + d.sentence()).orElse("");
    Level level = state.status() == RunState.Status.FAILED ? Level.ERROR : Level.INFO;
    String text = (state.status() + "  " + state.text()).strip() + rest;
    add(new LogLine(now(), level, null, text, state.status().isFinal()));
  }

  private synchronized void begin(String name) {
    step = name;
    told = timing.clock().instant();
    waited = "";
  }

  private void heard(LogLine line) {
    add(LogLine.of(line.at(), line.level(), step, line.text()));
  }

  private void say(Level level, String text) {
    add(LogLine.of(now(), level, step, text));
  }

  private void add(LogLine line) {
    chunks.add(
        new LogLine(
            line.at(), line.level(), line.step(), logs.redact().apply(line.text()), line.end()));
  }

  private Instant now() {
    return timing.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
