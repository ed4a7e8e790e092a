package dev.nightjar.run;

import dev.nightjar.store.ObjectStore;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * How runs keep their logs.
 *
 * @param store where they are written
 * @param summary what is said of an output
 * @param redact takes out what nobody may read, such as passwords
 * @param capture hears what the program says beside the steps
 */
public record RunLogs(
    ObjectStore store, Summary summary, UnaryOperator<String> redact, Capture capture) {

  /** The key of the logging context ({@code org.slf4j.MDC}) that holds the run's id. */
  public static final String CONTEXT = "run";

  /** Says what came of a step, for people. Thread-safe. */
  @FunctionalInterface
  public interface Summary {
    /** One line, or several. */
    String of(String step, StepOutput output);
  }

  /** Hears what the threads of a run say to the program's own log. Thread-safe. */
  @FunctionalInterface
  public interface Capture {

    /** Nothing is heard. */
    Capture NONE = (run, to) -> () -> {};

    /** An end of listening that does not fail. */
    @FunctionalInterface
    interface Listening extends AutoCloseable {
      @Override
      void close();
    }

    /** Listens to the run's threads until it is closed. */
    Listening begin(RunId run, Consumer<LogLine> to);
  }

  /** Only the lines of the run itself, and none of what came of steps. */
  public static RunLogs plain(ObjectStore store) {
    return new RunLogs(store, (step, output) -> "", UnaryOperator.identity(), Capture.NONE);
  }

  RunLogWriter open(Run run, Timing timing) {
    return new RunLogWriter(this, new RunLog(store, run.slot(), run.id()), timing);
  }
}
