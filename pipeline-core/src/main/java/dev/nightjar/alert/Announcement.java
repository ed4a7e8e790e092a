package dev.nightjar.alert;

import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has to say. Saying the same again changes nothing: an {@link Outbox} writes each
 * fact down once.
 */
public sealed interface Announcement {

  /** What is written down. */
  Alert alert();

  /** Something happened. Written once for its key. */
  record Happened(Alert alert) implements Announcement {}

  /**
   * Something is wrong, until it is well again. Written once for its key while the trouble lasts; a
   * trouble that comes back is told of again.
   *
   * @param trouble names it: printable ASCII, at most 300 characters
   * @param asOf the logical time that it is about; null: it has none
   */
  record Began(String trouble, @Nullable Instant asOf, Alert alert) implements Announcement {
    public Began {
      requireName(trouble);
    }
  }

  /**
   * A trouble is over. Written when it was there, once; otherwise nothing happens.
   *
   * @param trouble names it
   * @param asOf the logical time that is well; a trouble about a later one lasts; null: any
   */
  record Ended(String trouble, @Nullable Instant asOf, Alert alert) implements Announcement {
    public Ended {
      requireName(trouble);
    }
  }

  private static void requireName(String trouble) {
    if (!Pattern.matches("[!-~]{1,300}", trouble)) {
      throw new IllegalArgumentException("not the name of a trouble: " + trouble);
    }
  }
}
