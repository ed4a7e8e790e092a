package dev.nightjar.access;

import dev.nightjar.text.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What somebody may do. Each role may also do what those before it may. */
public enum Role {
  /** Look at everything but tokens and the audit log. */
  VIEWER,
  /** Queue, cancel, pause. */
  OPERATOR,
  /** Move a champion. */
  APPROVER,
  /** Make and revoke tokens, and read the audit log. */
  ADMIN;

  /** Whether this role may do what the other one may. */
  public boolean covers(Role other) {
    return compareTo(other) >= 0;
  }

  /** As people write it: {@code viewer}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException that names the roles there are
   */
  public static Role parse(String text) {
    List<String> known = Arrays.stream(values()).map(Role::text).toList();
    int found = known.indexOf(text);
    if (found < 0) {
      throw new IllegalArgumentException(
          "there is no role %s%s (known: %s)"
              .formatted(text, Nearest.hint(text, known), String.join(", ", known)));
    }
    return values()[found];
  }
}
