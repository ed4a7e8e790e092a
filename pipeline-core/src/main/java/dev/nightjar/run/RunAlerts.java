package dev.nightjar.run;

import dev.nightjar.alert.Alert;
import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Announcement;
import dev.nightjar.alert.Subject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people are told of a run that is over, and what that means for its pipeline: a failed or
 * blocked night is a trouble until a night of that day or a later one gets to a verdict. Pure.
 */
public final class RunAlerts {

  private RunAlerts() {}

  /**
   * The words about a run.
   *
   * @param headline the first line
   * @param cause why; empty when the headline says it
   * @param advice what a person can do; empty: nothing
   * @param owner whom to tell; null: nobody
   * @param report where the run's page lies; null: there is none
   */
  public record Words(
      String headline,
      String cause,
      String advice,
      @Nullable String owner,
      @Nullable String report) {}

  /**
   * What the ledger alone knows to say: of a run that failed or was blocked. A cancelled or skipped
   * run is what somebody wanted, and one that went stale is followed by another.
   */
  public static List<Announcement> of(Run run) {
    RunState state = run.state();
    FailureClass failure = state.failure();
    if (failure != null) {
      return of(run, AlertKind.FAILED, words(run, failure.cause(), failure.advice()));
    }
    return state.status() == RunState.Status.BLOCKED
        ? of(run, AlertKind.BLOCKED, words(run, "", ""))
        : List.of();
  }

  /** What is said of a run that went stale as often as it may. */
  static List<Announcement> staleAtLast(Run run) {
    return of(
        run,
        AlertKind.FAILED,
        words(run, "the champion or the data changed each time it was judged", "run it again"));
  }

  private static Words words(Run run, String cause, String advice) {
    RunState state = run.state();
    return new Words(
        "%s %s %s: %s"
            .formatted(state.status(), name(run.slot()), run.slot().logicalTime(), state.text()),
        cause,
        advice,
        null,
        null);
  }

  /**
   * The same with the words of somebody who knows more. In a shadow history a verdict moves
   * nothing, and is not told.
   */
  public static List<Announcement> of(Run run, AlertKind kind, Words words) {
    Slot slot = run.slot();
    String key =
        "run/%s/%s/%d/%s".formatted(name(slot), slot.timeText(), run.ordinal(), kind.word());
    Alert alert = alert(run, key, kind, words.headline(), words);
    boolean judged = kind != AlertKind.FAILED && kind != AlertKind.BLOCKED;
    if (!slot.lane().isEmpty()) {
      return judged ? List.of() : List.of(new Announcement.Happened(alert));
    }
    String trouble = "run/" + slot.pipeline();
    if (!judged) {
      return List.of(new Announcement.Began(trouble, slot.logicalTime(), alert));
    }
    Alert well =
        alert(
            run,
            "recovered/" + key,
            AlertKind.RECOVERED,
            "RECOVERED %s: a night came to its verdict again: %s"
                .formatted(slot.pipeline(), words.headline()),
            new Words("", "", "", words.owner(), words.report()));
    return List.of(
        new Announcement.Ended(trouble, slot.logicalTime(), well),
        new Announcement.Happened(alert));
  }

  private static Alert alert(Run run, String key, AlertKind kind, String headline, Words words) {
    Subject subject =
        new Subject(
            run.slot().pipeline(),
            words.owner(),
            run.slot().logicalTime(),
            run.id().hex(),
            words.report());
    return new Alert(key, kind, headline, words.cause(), words.advice(), subject);
  }

  private static String name(Slot slot) {
    return slot.lane().isEmpty() ? slot.pipeline() : slot.pipeline() + "~" + slot.lane();
  }
}
