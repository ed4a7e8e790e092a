package dev.nightjar.alert;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What an alert is about; a channel says of which kinds it wants to hear. */
public enum AlertKind {
  /** A run failed, or could not be ended since the world moved under it each time. */
  FAILED(true),
  /** A run was blocked before anything was trained. */
  BLOCKED(true),
  /** The verdict is PROMOTE, and the champion stays nevertheless: a person has to look. */
  WITHHELD(true),
  /** The verdict is PROMOTE, and a person has to approve it. */
  WAITING(true),
  REJECTED(false),
  INCONCLUSIVE(false),
  PROMOTED(false),
  /** A deadline passed: a slot did not start or finish in time, or the champion is too old. */
  MISSED(true),
  /** A schedule was due and nobody looked at it in time; it was looked at now. */
  REPAIRED(true),
  /** A pipeline file has mistakes; its last good version stays. */
  BROKEN(true),
  /** What an earlier alert told of is well again. */
  RECOVERED(true);

  private final boolean standard;

  AlertKind(boolean standard) {
    this.standard = standard;
  }

  /** The word in settings and messages, such as {@code failed}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All words, in the order of this list. */
  public static List<String> words() {
    return Arrays.stream(values()).map(AlertKind::word).toList();
  }

  /** What wants a person: the kinds that a channel hears of unless it says otherwise. */
  public static Set<AlertKind> standard() {
    EnumSet<AlertKind> kinds = EnumSet.allOf(AlertKind.class);
    kinds.removeIf(kind -> !kind.standard);
    return kinds;
  }
}
