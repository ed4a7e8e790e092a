package dev.nightjar.run;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What it means how a worker's process ended, be it a child or a container. Its answer in the store
 * says more, when there is one.
 */
public final class WorkerExit {

  /** The answer is in the store. */
  public static final int ANSWERED = 0;

  /** The JVM gave up for want of heap; it does so by itself ({@code ExitOnOutOfMemoryError}). */
  public static final int OUT_OF_HEAP = 3;

  /** Nobody waited for the answer any more. */
  public static final int FORSAKEN = 20;

  private static final int SIGNALLED = 128;
  private static final int KILL = 9;
  private static final int TERM = 15;
  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 3, "SIGQUIT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8,
          "SIGFPE", KILL, "SIGKILL", 11, "SIGSEGV", TERM, "SIGTERM");

  private WorkerExit() {}

  /** What a worker ends with after a failure of this class: 10 to 17. */
  public static int code(FailureClass failureClass) {
    return switch (failureClass) {
      case USER -> 10;
      case DATA -> 11;
      case OOM -> 12;
      case EVICTED -> 13;
      case IMAGE -> 14;
      case UNSCHEDULABLE -> 15;
      case TIMEOUT -> 16;
      case INFRA -> 17;
    };
  }

  private static Optional<FailureClass> failureClass(int code) {
    return Stream.of(FailureClass.values()).filter(known -> code(known) == code).findFirst();
  }

  /**
   * Why a worker that left no answer ended.
   *
   * @param code of its end: as it said itself, or 128 and the number of a signal
   * @param heap how much it had, in words
   * @param lastWords the last lines that it said; may be empty
   */
  public static Failure reason(int code, String heap, String lastWords) {
    if (code == OUT_OF_HEAP) {
      return new Failure(
          FailureClass.OOM,
          "out of heap: its process had %s and ended with exit code %d; raise the heap of this step under operators"
              .formatted(heap, code));
    }
    if (code > SIGNALLED) {
      return signal(code - SIGNALLED, lastWords);
    }
    if (code == FORSAKEN) {
      return new Failure(
          FailureClass.INFRA, "its process ended because it heard nothing any more from this one");
    }
    if (code == ANSWERED) {
      return new Failure(
          FailureClass.INFRA,
          "its process ended as if all were done, and no answer is in the store" + said(lastWords));
    }
    if (lastWords.contains("initialization of VM")
        || lastWords.contains("Could not create the Java")) {
      return new Failure(
          FailureClass.USER,
          "its JVM with %s could not start: give the step another heap under operators%s"
              .formatted(heap, said(lastWords)));
    }
    return failureClass(code)
        .map(
            known ->
                new Failure(known, "its process failed and could not say why" + said(lastWords)))
        .orElseGet(
            () ->
                new Failure(
                    FailureClass.INFRA,
                    "its process ended with the unexpected exit code " + code + said(lastWords)));
  }

  private static Failure signal(int signal, String lastWords) {
    String name = SIGNALS.getOrDefault(signal, "");
    String killed =
        String.format(
            Locale.ROOT, "killed by signal %d%s", signal, name.isEmpty() ? "" : " (" + name + ")");
    if (signal == KILL) {
      return new Failure(
          FailureClass.EVICTED,
          killed
              + ", probably by the system for want of memory: see its log, and lower the heap, or"
              + " free memory, when it comes again");
    }
    if (signal == TERM) {
      return new Failure(FailureClass.EVICTED, killed + ": somebody told its process to end");
    }
    return new Failure(FailureClass.INFRA, "its process was " + killed + said(lastWords));
  }

  private static String said(String lastWords) {
    return lastWords.isEmpty() ? "" : "; its last words:\n" + lastWords;
  }
}
