package dev.nightjar.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What a writer wants to do to an {@link AppendLog} whose entries it has seen.
 *
 * @param <R> why it refuses
 */
public sealed interface Proposal<R> {

  /** Append an entry with this content; see {@link LogEntry} for the components. */
  record Append<R>(
      String type,
      Instant at,
      String actor,
      JsonNode expect,
      JsonNode effect,
      JsonNode evidence,
      String reason)
      implements Proposal<R> {}

  /** Append nothing. */
  record Refuse<R>(R why) implements Proposal<R> {}
}
