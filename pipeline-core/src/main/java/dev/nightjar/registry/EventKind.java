package dev.nightjar.registry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can happen to a model. */
public enum EventKind {
  /** A candidate became a version. */
  REGISTERED,
  /** A person moved the baseline. */
  BASELINE_SET,
  /** A person said yes to a verdict that waited for that; the promotion follows. */
  APPROVED,
  /** A verdict moved the champion. */
  PROMOTED,
  /** A person moved the champion, whatever the verdict. */
  FORCED,
  /** A verdict kept the champion, or a person did, or it came too late for a person's yes. */
  REJECTED,
  /** A person moved the champion back. */
  ROLLED_BACK,
  /** A version is never to be champion again. */
  RETIRED,
  /** What a version was trained on was taken back, or found wrong. */
  TAINTED;

  /** The name in the log, such as {@code rolled-back}. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind with that name; throws {@link RegistryException} when there is none. */
  @JsonCreator
  static EventKind of(String text) {
    return Arrays.stream(values())
        .filter(kind -> kind.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new RegistryException(
                    "the registry's log has an event of the kind "
                        + text
                        + ", but this version of Nightjar knows only "
                        + List.of(values()).stream().map(EventKind::text).toList()
                        + ": use a newer one"));
  }

  /** Whether the champion may be another one after it. */
  boolean movesChampion() {
    return switch (this) {
      case PROMOTED, FORCED, ROLLED_BACK, RETIRED -> true;
      case REGISTERED, BASELINE_SET, APPROVED, REJECTED, TAINTED -> false;
    };
  }
}
