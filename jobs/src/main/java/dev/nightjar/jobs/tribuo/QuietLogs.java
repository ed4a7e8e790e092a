package dev.nightjar.jobs.tribuo;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the libraries' own logs off the terminal: what matters comes back as an exception. */
final class QuietLogs {

  // java.util.logging forgets a level when nobody holds the logger.
  private static final List<Logger> HELD =
      List.of(
          Logger.getLogger("org.tribuo"),
          Logger.getLogger("com.oracle.labs.mlrg.olcut"),
          Logger.getLogger("ml.dmlc.xgboost4j"));

  private QuietLogs() {}

  static void ensure() {
    HELD.forEach(logger -> logger.setLevel(Level.OFF));
  }
}
