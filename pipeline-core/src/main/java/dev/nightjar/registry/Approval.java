package dev.nightjar.registry;

import java.time.Instant;
import java.util.Locale;

/**
 * The one answer to a promotion that waited for a person.
 *
 * @param word what was said
 * @param version what was to be champion
 * @param by who said so; whoever found that it came too late
 * @param reason why
 * @param at when it was written
 * @param position number of the entry in the registry's log
 */
public record Approval(
    Word word, String version, String by, String reason, Instant at, long position) {

  /** What can be said. */
  public enum Word {
    APPROVED,
    REFUSED,
    /** Nobody said anything before it was too late. */
    EXPIRED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The member of an answer's evidence that holds its word. */
  static final String MEMBER = "answer";

  static Approval of(RegistryEvent event) {
    return new Approval(
        Word.valueOf(event.evidence().path(MEMBER).asText().toUpperCase(Locale.ROOT)),
        event.version(),
        event.actor(),
        event.reason(),
        event.at(),
        event.seq());
  }

  /** Whether the answer is yes. */
  public boolean approved() {
    return word == Word.APPROVED;
  }

  /** {@code refused by alice@laptop: the labels of May look odd}. */
  public String sentence() {
    return word == Word.EXPIRED ? reason : word.text() + " by " + by + ": " + reason;
  }
}
