package dev.nightjar.schedules.quartz;

import dev.nightjar.schedules.LocalSchedule;
import dev.nightjar.schedules.ScheduleException;
import java.text.ParseException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.quartz.CronExpression;

/**
 * A cron expression of six or seven fields, as Quartz reads them: second, minute, hour, day of
 * month, month, day of week, year. Quartz evaluates it in UTC, where no hour is missing and none
 * comes twice; what it calls an instant is a time on the wall.
 */
public final class QuartzCron implements LocalSchedule {

  private static final Pattern EVERY_HOUR =
      Pattern.compile(
          "(?m)^hours: (\\*|"
              + IntStream.range(0, 24).mapToObj(Integer::toString).collect(Collectors.joining(","))
              + ")$");

  // Quartz knows no year before.
  private static final LocalDateTime BEGINNING = LocalDateTime.of(1969, 12, 31, 23, 59, 59);

  private final CronExpression expression;
  private final boolean everyHour;

  private QuartzCron(CronExpression expression) {
    this.expression = expression;
    this.everyHour = EVERY_HOUR.matcher(expression.getExpressionSummary()).find();
  }

  /**
   * Reads the expression.
   *
   * @throws ScheduleException that says what is wrong with it
   */
  public static QuartzCron parse(String text) {
    String trimmed = text.trim();
    String[] fields = trimmed.split("\\s+", -1);
    try {
      if (fields.length < 6 || fields.length > 7) {
        throw new ParseException("it has " + fields.length + " fields", 0);
      }
      CronExpression expression = new CronExpression(trimmed);
      expression.setTimeZone(TimeZone.getTimeZone("UTC"));
      QuartzCron cron = new QuartzCron(expression);
      if (cron.next(BEGINNING).isEmpty()) {
        throw new ScheduleException("the cron expression \"" + text + "\" can never fire");
      }
      return cron;
    } catch (ParseException e) {
      throw new ScheduleException(
          "not a cron expression: \""
              + text
              + "\" ("
              + e.getMessage()
              + "); expected six or seven fields: second, minute, hour, day of month, month, day of"
              + " week, year, one of the two days being ?"
              + hint(fields),
          e);
    }
  }

  // The commonest slips: the five fields of Unix, and no question mark.
  private static String hint(String[] f) {
    if (f.length == 5 && f[4].equals("*")) {
      return "; did you mean \"0 " + String.join(" ", f[0], f[1], f[2], f[3], "?") + "\"?";
    }
    if (f.length == 6 && f[5].equals("*")) {
      return "; did you mean \"" + String.join(" ", f[0], f[1], f[2], f[3], f[4], "?") + "\"?";
    }
    return "";
  }

  @Override
  public Optional<LocalDateTime> next(LocalDateTime after) {
    Date next = expression.getTimeAfter(Date.from(after.toInstant(ZoneOffset.UTC)));
    return Optional.ofNullable(next)
        .map(d -> LocalDateTime.ofInstant(d.toInstant(), ZoneOffset.UTC));
  }

  @Override
  public boolean everyHour() {
    return everyHour;
  }

  @Override
  public String toString() {
    return expression.getCronExpression();
  }
}
