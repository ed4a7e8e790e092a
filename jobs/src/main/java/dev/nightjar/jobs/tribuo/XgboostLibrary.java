package dev.nightjar.jobs.tribuo;

import java.util.Locale;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** XGBoost's native library: there, or an error that says what to do. */
final class XgboostLibrary {

  /** Calls into the library. */
  @FunctionalInterface
  interface Call {
    void run() throws XGBoostError;
  }

  private XgboostLibrary() {}

  /** Throws {@link IllegalStateException} with the cure when the library cannot be loaded. */
  static void require() {
    require(() -> new DMatrix(new float[] {0f}, 1, 1, Float.NaN).dispose());
  }

  static void require(Call firstCall) {
    try {
      firstCall.run();
    } catch (LinkageError | XGBoostError | RuntimeException e) {
      throw new IllegalStateException(message(e), e);
    }
  }

  private static String message(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String why = String.valueOf(cause.getMessage());
    String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    String lower = why.toLowerCase(Locale.ROOT);
    String cure;
    if (lower.contains("libgomp") || lower.contains("libomp")) {
      cure =
          "Install the OpenMP library (Debian, Ubuntu: apt-get install libgomp1; Fedora: dnf"
              + " install libgomp; macOS: brew install libomp).";
    } else if (lower.contains("musl") || lower.contains("ld-linux")) {
      cure = "It needs glibc: take an image of Debian or Ubuntu instead of Alpine.";
    } else {
      cure =
          "It exists for Linux (glibc) and macOS on x86_64 and aarch64, and for Windows on x86_64;"
              + " the folder for temporary files must allow programs (-Djava.io.tmpdir=DIR).";
    }
    return "XGBoost's native library cannot be loaded on "
        + platform
        + ": "
        + why
        + ". "
        + cure
        + " Or take the trainer logistic or random_forest, which need no native library.";
  }
}
