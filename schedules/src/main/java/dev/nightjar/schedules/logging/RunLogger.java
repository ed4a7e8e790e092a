package dev.nightjar.schedules.logging;

import dev.nightjar.run.LogLine;
import dev.nightjar.run.RunLogs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.MDCAdapter;

/** Says each line to another logger, with the run's id, and to the run's log. */
final class RunLogger extends LegacyAbstractLogger {

  private static final long serialVersionUID = 1;

  private final transient Logger to;
  private final transient MDCAdapter context;

  RunLogger(String name, Logger to, MDCAdapter context) {
    this.name = name;
    this.to = to;
    this.context = context;
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String pattern,
      @Nullable Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    String text = String.valueOf(MessageFormatter.basicArrayFormat(pattern, arguments));
    String run = context.get(RunLogs.CONTEXT);
    to.atLevel(level).setCause(thrown).log(run == null ? text : "run " + run + ": " + text);
    RunLines.say(run, level(level), thrown == null ? text : text + ": " + thrown);
  }

  private static LogLine.Level level(Level level) {
    return switch (level) {
      case ERROR -> LogLine.Level.ERROR;
      case WARN -> LogLine.Level.WARN;
      case INFO, DEBUG, TRACE -> LogLine.Level.INFO;
    };
  }

  @Override
  public boolean isTraceEnabled() {
    return to.isTraceEnabled();
  }

  @Override
  public boolean isDebugEnabled() {
    return to.isDebugEnabled();
  }

  @Override
  public boolean isInfoEnabled() {
    return to.isInfoEnabled();
  }

  @Override
  public boolean isWarnEnabled() {
    return to.isWarnEnabled();
  }

  @Override
  public boolean isErrorEnabled() {
    return to.isErrorEnabled();
  }
}
