package dev.nightjar.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.registry.RegistryEvent;
import dev.nightjar.run.RunId;
import dev.nightjar.run.Slot;
import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectKey;
import java.util.Map;
import java.util.Optional;

/**
 * The decision that an event of a registry's log rests on.
 *
 * @param slot what its run was for
 * @param run the run
 * @param digest of the decision's document
 */
public record DecisionRef(Slot slot, RunId run, Digest digest) {

  private static final String RUN = "run";
  private static final String DECISION = "decision";

  /** The evidence of an event that rests on it. */
  static Map<String, Object> evidence(RunId run, Digest decision, String verdict) {
    return Map.of(RUN, run.hex(), DECISION, decision.hex(), "verdict", verdict);
  }

  /** What the event of the model rests on; empty when that is no decision. */
  public static Optional<DecisionRef> of(String model, RegistryEvent event) {
    JsonNode run = event.evidence().path(RUN);
    JsonNode digest = event.evidence().path(DECISION);
    return event.logicalTime() == null || !run.isTextual() || !digest.isTextual()
        ? Optional.empty()
        : Optional.of(
            new DecisionRef(
                Documents.slot(model, event.logicalTime()),
                new RunId(run.textValue()),
                new Digest(digest.textValue())));
  }

  /** Where its document is. */
  public ObjectKey document() {
    return ObjectKey.of(Documents.folder(slot, run).path(), Documents.DECISION);
  }
}
