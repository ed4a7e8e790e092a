package dev.nightjar.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a model, as the log tells it.
 *
 * @param seq number in the registry's log; events that a shadow took over all have 1
 * @param kind what happened
 * @param version to which version
 * @param logicalTime the instant that it counts from; null for the baseline, which has none
 * @param at when it was written
 * @param actor who did it
 * @param championBefore null: there was none
 * @param championAfter null: there is none
 * @param evidence what it was decided on
 * @param reason in words, perhaps empty
 * @param txnId the transaction that it is
 * @param testSnapshot id of the snapshot that was judged; null: it was no verdict that promotes
 */
public record RegistryEvent(
    long seq,
    EventKind kind,
    String version,
    @Nullable Instant logicalTime,
    Instant at,
    String actor,
    @Nullable String championBefore,
    @Nullable String championAfter,
    JsonNode evidence,
    String reason,
    String txnId,
    @Nullable String testSnapshot) {

  /** The digest of the evidence's canonical JSON. */
  public Digest evidenceDigest() {
    return CanonicalJson.digest(evidence);
  }

  /** Whether a person overrode what the rules say. */
  public boolean forced() {
    return kind == EventKind.FORCED || evidence.has(Withdrawals.OVERRIDES);
  }
}
