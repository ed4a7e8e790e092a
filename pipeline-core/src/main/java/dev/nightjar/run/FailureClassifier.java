package dev.nightjar.run;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Says what kind of failure an exception is, or nothing when it does not know. */
@FunctionalInterface
public interface FailureClassifier {

  /** The failure, or empty when this classifier does not know the exception. */
  Optional<Failure> classify(Throwable thrown);

  /** This classifier, and where it knows nothing the other. */
  default FailureClassifier or(FailureClassifier other) {
    return thrown -> classify(thrown).or(() -> other.classify(thrown));
  }

  /**
   * Takes exceptions of this type to be of this class, with their own message. A cause that is of
   * the type counts too.
   */
  static FailureClassifier of(Class<? extends Throwable> type, FailureClass failureClass) {
    return thrown -> {
      for (Throwable t = thrown; t != null; t = t.getCause()) {
        if (type.isInstance(t)) {
          return Optional.of(new Failure(failureClass, message(t)));
        }
      }
      return Optional.empty();
    };
  }

  /**
   * {@link StepFailure}s by their own word, and the JDK's exceptions: memory OOM, time TIMEOUT,
   * input and output INFRA; everything else USER, as input that the program did not foresee.
   */
  static FailureClassifier standard() {
    return thrown -> Optional.of(standard(thrown));
  }

  private static Failure standard(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof StepFailure known) {
        return new Failure(known.failureClass(), message(t));
      }
      if (t instanceof OutOfMemoryError) {
        return new Failure(FailureClass.OOM, message(t));
      }
      if (t instanceof TimeoutException) {
        return new Failure(FailureClass.TIMEOUT, message(t));
      }
      if (t instanceof IOException) {
        return new Failure(FailureClass.INFRA, message(t));
      }
    }
    // The same step would meet the same error: it is not of a class that is tried again.
    return new Failure(
        FailureClass.USER,
        "unexpected " + named(thrown) + " (input that the program did not foresee)");
  }

  private static String message(Throwable t) {
    String text = t.getMessage();
    if (text == null || text.isBlank()) {
      return t.getClass().getSimpleName();
    }
    // Without a reason the message is a bare path.
    boolean bare = t instanceof FileSystemException file && file.getReason() == null;
    return bare ? named(t) : text;
  }

  private static String named(Throwable t) {
    String text = t.getMessage();
    String name = t.getClass().getSimpleName();
    return text == null || text.isBlank() ? name : name + ": " + text;
  }
}
