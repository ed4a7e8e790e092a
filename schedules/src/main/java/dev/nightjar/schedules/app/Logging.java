package dev.nightjar.schedules.app;

import dev.nightjar.schedules.logging.RunLogProvider;

/** Logs go to standard error, and only what a person should act on. */
final class Logging {

  private Logging() {}

  /** Settings hold only when nothing was logged before. */
  static void quiet() {
    setDefault("slf4j.internal.verbosity", "WARN");
    setDefault("slf4j.provider", RunLogProvider.class.getName());
    setDefault("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    setDefault("org.slf4j.simpleLogger.showThreadName", "false");
    setDefault("org.slf4j.simpleLogger.showShortLogName", "true");
    setDefault("org.slf4j.simpleLogger.log.org.flywaydb", "error");
    setDefault("org.slf4j.simpleLogger.log.org.apache", "error");
    setDefault("org.slf4j.simpleLogger.log.org.quartz", "error");
    // What a person can help is said in a sentence; of the rest the event of trouble tells.
    setDefault("org.slf4j.simpleLogger.log.io.javalin", "off");
    setDefault("org.slf4j.simpleLogger.log.org.eclipse.jetty", "off");
  }

  private static void setDefault(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
