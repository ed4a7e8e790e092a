package dev.nightjar.access;

import dev.nightjar.store.Digest;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is kept: never itself, only its digest.
 *
 * @param name who has it: letters, digits, dots, dashes and underscores, at most 100
 * @param hash SHA-256 of the token
 * @param role what it may do
 * @param createdBy who made it
 * @param createdAt when
 * @param expiresAt from when on it is worth nothing; null: never
 * @param revokedAt when it was revoked; null: it was not
 */
public record AccessToken(
    String name,
    Digest hash,
    Role role,
    String createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /** Throws {@link IllegalArgumentException} when the name is none, or it ends before it begins. */
  public AccessToken {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "not a name for a token (letters, digits, dots, dashes, underscores; at most 100): "
              + name);
    }
    if (expiresAt != null && !expiresAt.isAfter(createdAt)) {
      throw new IllegalArgumentException(
          "token " + name + " would end at " + expiresAt + ", before it begins");
    }
  }

  /** Whether it is worth anything at that instant. */
  public boolean isValid(Instant at) {
    return revokedAt == null && (expiresAt == null || at.isBefore(expiresAt));
  }

  /** The same, revoked at that instant; one that was revoked before stays as it is. */
  public AccessToken revoked(Instant at) {
    return revokedAt != null
        ? this
        : new AccessToken(name, hash, role, createdBy, createdAt, expiresAt, at);
  }
}
