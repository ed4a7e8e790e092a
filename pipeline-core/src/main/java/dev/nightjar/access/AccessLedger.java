package dev.nightjar.access;

import dev.nightjar.store.Digest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tokens, and the audit log. Nothing is ever taken out of either: a token is revoked, and the log
 * only grows.
 *
 * <p>Thread-safe, and safe between processes. What a method acknowledged survives the end of the
 * process. Every method throws {@link dev.nightjar.run.LedgerException} when the ledger does not
 * answer.
 */
public interface AccessLedger extends AutoCloseable {

  /** The ledger's own time, by which tokens end. */
  Instant now();

  /**
   * Keeps a new token.
   *
   * @param expiresAt null: never
   * @throws IllegalArgumentException when the name was ever given, so that the log stays true
   */
  AccessToken create(
      String name, Digest hash, Role role, String createdBy, @Nullable Instant expiresAt);

  /**
   * Makes the token worth nothing, at once. One that was revoked before stays as it is.
   *
   * @throws IllegalArgumentException when there is none
   */
  AccessToken revoke(String name);

  /** All tokens that ever were, by name. */
  List<AccessToken> tokens();

  /** Writes down what was done. */
  void append(AuditEntry entry);

  /**
   * What was done.
   *
   * @param before only entries before this one; null: the newest
   * @param limit from 1 to {@link dev.nightjar.run.RunQuery#MOST}
   */
  AuditPage audit(@Nullable Long before, int limit);

  @Override
  void close();
}
