package dev.nightjar.schedules.wire;

import dev.nightjar.run.BackfillOptions;
import dev.nightjar.run.Reprocess;
import dev.nightjar.schedules.BackfillNights;
import dev.nightjar.schedules.BackfillRequest;
import dev.nightjar.schedules.SlotName;
import dev.nightjar.text.Nearest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A backfill that is to be made, or only to be planned.
 *
 * @param pipeline its name
 * @param from the first day; with {@code to}, or else {@code dates}
 * @param to the last day, inclusive
 * @param dates days, or times of a day that has several slots
 * @param promote whether its nights move the real champion; null: no
 * @param reprocess which nights that are done are run again, as in {@link Reprocess}; null: {@code
 *     ALSO_FAILED}
 * @param parallel how many nights at once; null: one
 * @param order in which nights are begun, as in {@link BackfillOptions.Order}; null: {@code
 *     OLD_TO_NEW}
 * @param stopOnFailure null: no
 * @param allowDirty null: no
 * @param reason why; null: none is said
 */
public record BackfillOrder(
    String pipeline,
    @Nullable String from,
    @Nullable String to,
    @Nullable List<String> dates,
    @Nullable Boolean promote,
    @Nullable String reprocess,
    @Nullable Integer parallel,
    @Nullable String order,
    @Nullable Boolean stopOnFailure,
    @Nullable Boolean allowDirty,
    @Nullable String reason) {

  /** A server looks at each day: more than these ten years are a slip of the pen. */
  private static final int MOST_DAYS = 3660;

  /** The order that wants this. */
  public static BackfillOrder of(String pipeline, BackfillRequest request) {
    BackfillOptions options = request.options();
    BackfillNights.Range range =
        request.nights() instanceof BackfillNights.Range days ? days : null;
    List<String> dates =
        request.nights() instanceof BackfillNights.Listed listed
            ? listed.names().stream().map(SlotName::toString).toList()
            : null;
    return new BackfillOrder(
        pipeline,
        range == null ? null : range.from().toString(),
        range == null ? null : range.to().toString(),
        dates,
        request.promote(),
        options.reprocess().name(),
        options.parallel(),
        options.order().name(),
        options.stopOnFailure(),
        options.allowDirty(),
        null);
  }

  /** Whether its nights are to move the real champion. */
  public boolean promotes() {
    return Boolean.TRUE.equals(promote);
  }

  /**
   * What is wanted.
   *
   * @throws IllegalArgumentException that says what was expected, and found
   */
  public BackfillRequest request() {
    BackfillOptions options =
        new BackfillOptions(
            named("reprocess", Reprocess.class, reprocess, Reprocess.ALSO_FAILED),
            parallel == null ? 1 : parallel,
            named("order", BackfillOptions.Order.class, order, BackfillOptions.Order.OLD_TO_NEW),
            Boolean.TRUE.equals(stopOnFailure),
            Boolean.TRUE.equals(allowDirty));
    return new BackfillRequest(nights(), promotes(), options);
  }

  private BackfillNights nights() {
    if (dates != null) {
      if (from != null || to != null) {
        throw new IllegalArgumentException("dates stands in place of from and to, not beside them");
      }
      return new BackfillNights.Listed(dates.stream().map(SlotName::parse).toList());
    }
    if (from == null || to == null) {
      throw new IllegalArgumentException(
          "%s is missing: say from and to, or dates".formatted(from == null ? "from" : "to"));
    }
    BackfillNights.Range range = new BackfillNights.Range(day("from", from), day("to", to));
    if (ChronoUnit.DAYS.between(range.from(), range.to()) >= MOST_DAYS) {
      throw new IllegalArgumentException(
          "%s are more than %d days; a server takes no more at once".formatted(range, MOST_DAYS));
    }
    return range;
  }

  private static LocalDate day(String member, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "%s: expected a day of the calendar such as 2011-06-15, but found %s"
              .formatted(member, text),
          e);
    }
  }

  private static <E extends Enum<E>> E named(
      String member, Class<E> type, @Nullable String text, E otherwise) {
    if (text == null) {
      return otherwise;
    }
    List<String> known = Arrays.stream(type.getEnumConstants()).map(Enum::name).toList();
    if (!known.contains(text)) {
      throw new IllegalArgumentException(
          "%s: there is no %s%s (known: %s)"
              .formatted(member, text, Nearest.hint(text, known), String.join(", ", known)));
    }
    return Enum.valueOf(type, text);
  }
}
