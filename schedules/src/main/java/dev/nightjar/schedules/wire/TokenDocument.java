package dev.nightjar.schedules.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.nightjar.access.AccessToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token, without itself and without its digest.
 *
 * @param secret the token itself, in the answer to the request that made it; null: in all others
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record TokenDocument(
    String name,
    String role,
    String createdBy,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable String secret) {

  /** The document of a token. */
  public static TokenDocument of(AccessToken token) {
    return of(token, null);
  }

  /** The same, once, with the token itself. */
  public static TokenDocument of(AccessToken token, @Nullable String secret) {
    return new TokenDocument(
        token.name(),
        token.role().text(),
        token.createdBy(),
        token.createdAt(),
        token.expiresAt(),
        token.revokedAt(),
        secret);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "TokenDocument[" + name + "]";
  }
}
