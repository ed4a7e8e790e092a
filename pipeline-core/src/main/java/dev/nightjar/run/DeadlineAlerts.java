package dev.nightjar.run;

import dev.nightjar.alert.Alert;
import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Announcement;
import dev.nightjar.alert.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people are told of deadlines. Pure. */
public final class DeadlineAlerts {

  private DeadlineAlerts() {}

  /** What a deadline of a slot is about. */
  public enum Promise {
    START("start", "has not started", "started"),
    FINISH("finish", "has not come to a verdict", "came to its verdict");

    private final String word;
    private final String broken;
    private final String kept;

    Promise(String word, String broken, String kept) {
      this.word = word;
      this.broken = broken;
      this.kept = kept;
    }

    /** The name of the trouble when a slot breaks it. */
    public String trouble(Slot slot) {
      return prefix(slot.pipeline()) + slot.timeText();
    }

    /** How the names of a pipeline's troubles begin. */
    public String prefix(String pipeline) {
      return word + "/" + pipeline + "/";
    }
  }

  /**
   * What is to be said of a slot, if anything. To say it again changes nothing.
   *
   * @param runs of the slot, by ordinal
   */
  public static List<Announcement> of(
      Promise promise, Slot slot, Instant deadline, Punctuality found, List<Run> runs) {
    return switch (found.standing()) {
      case PENDING -> List.of();
      case MISSED ->
          List.of(
              new Announcement.Began(
                  promise.trouble(slot), null, missed(promise, slot, deadline, runs)));
      case LATE ->
          List.of(
              new Announcement.Happened(missed(promise, slot, deadline, runs)),
              ended(
                  promise,
                  slot,
                  "%s at %s, %s late"
                      .formatted(promise.kept, found.at(), span(deadline, found.at()))));
      case KEPT -> List.of(ended(promise, slot, promise.kept + " in time"));
      case WAIVED ->
          List.of(ended(promise, slot, "is not run: " + runs.get(runs.size() - 1).state().text()));
    };
  }

  /** What is said when a file does not ask for it any more. */
  public static Announcement noLongerAsked(Promise promise, Slot slot) {
    return ended(promise, slot, "has no such deadline any more");
  }

  private static Alert missed(Promise promise, Slot slot, Instant deadline, List<Run> runs) {
    Optional<Run> latest =
        runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
    String stands =
        latest
            .map(
                r ->
                    "Its run is "
                        + r.state().status()
                        + (r.state().text().isEmpty() ? "." : ": " + r.state().text()))
            .orElse("The ledger has no run of it.");
    return new Alert(
        "%s/%s/%s".formatted(promise.word, slot.pipeline(), slot.timeText()),
        AlertKind.MISSED,
        "MISSED %s %s: it %s by %s"
            .formatted(slot.pipeline(), slot.logicalTime(), promise.broken, deadline),
        stands,
        latest.isPresent()
            ? "see `nightjar runs show %s`".formatted(latest.get().id())
            : "see whether an orchestrator runs: `nightjar runs list`, its log, its machine",
        new Subject(
            slot.pipeline(),
            null,
            slot.logicalTime(),
            latest.map(run -> run.id().hex()).orElse(null),
            null));
  }

  private static Announcement ended(Promise promise, Slot slot, String how) {
    String key = "%s/%s/%s".formatted(promise.word, slot.pipeline(), slot.timeText());
    return new Announcement.Ended(
        promise.trouble(slot),
        null,
        new Alert(
            "recovered/" + key,
            AlertKind.RECOVERED,
            "RECOVERED %s %s: it %s".formatted(slot.pipeline(), slot.logicalTime(), how),
            "",
            "",
            Subject.of(slot.pipeline(), slot.logicalTime())));
  }

  /**
   * What is to be said of a champion's age.
   *
   * @param version null: there is none
   * @param since the logical time of its night; without a champion, when the schedule was first
   *     looked at
   */
  public static Announcement ofChampion(
      String pipeline, @Nullable String version, Instant since, Instant now, Duration maxAge) {
    String trouble = "champion/" + pipeline;
    if (!since.plus(maxAge).isBefore(now)) {
      return new Announcement.Ended(
          trouble,
          null,
          new Alert(
              "recovered/%s/%s".formatted(trouble, version),
              AlertKind.RECOVERED,
              "RECOVERED %s: champion %s is young enough again".formatted(pipeline, version),
              "",
              "",
              Subject.of(pipeline)));
    }
    String headline =
        version == null
            ? "MISSED %s: it has no champion yet, after %s".formatted(pipeline, span(since, now))
            : "MISSED %s: champion %s is of %s, %s ago; %s is allowed"
                .formatted(pipeline, version, since, span(since, now), words(maxAge));
    return new Announcement.Began(
        trouble,
        null,
        new Alert(
            "%s/%s".formatted(trouble, version),
            AlertKind.MISSED,
            headline,
            "",
            "see why no candidate was promoted: `nightjar report %s`".formatted(pipeline),
            Subject.of(pipeline)));
  }

  private static String span(Instant from, @Nullable Instant to) {
    return to == null ? "" : words(Duration.between(from, to));
  }

  private static String words(Duration span) {
    long minutes = span.toMinutes();
    if (minutes < 1) {
      return span.toSeconds() + " s";
    }
    if (minutes < 120) {
      return minutes + " min";
    }
    return minutes < 48 * 60 ? minutes / 60 + " h" : minutes / (24 * 60) + " days";
  }
}
