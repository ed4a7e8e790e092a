package dev.nightjar.schedules;

import dev.nightjar.access.AccessToken;
import dev.nightjar.access.AuditPage;
import dev.nightjar.access.Role;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokens, and what was done with them. */
public interface AccessService {

  /**
   * A token that was just made.
   *
   * @param secret the token itself, which nobody can ask for again
   */
  record Issued(AccessToken token, String secret) {

    /** Without the secret. */
    @Override
    public String toString() {
      return "Issued[" + token.name() + "]";
    }
  }

  /**
   * Makes a token.
   *
   * @param lasts how long it is worth something; null: for ever
   * @throws IllegalArgumentException when the name was given before, or is none
   */
  Issued create(String name, Role role, @Nullable Duration lasts);

  /** All tokens that ever were, by name. */
  List<AccessToken> tokens();

  /**
   * Makes a token worth nothing, at once.
   *
   * @param reason why; it is recorded
   * @throws IllegalArgumentException when there is none
   */
  AccessToken revoke(String name, String reason);

  /**
   * What was done through the API, and with tokens.
   *
   * @param before only entries before this one; null: the newest
   */
  AuditPage audit(@Nullable Long before, int limit);
}
