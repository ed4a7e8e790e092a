package dev.nightjar.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Versions that are no longer to become champion: retired ones, and tainted ones. Thread-safe. */
final class Withdrawals {

  /** Member of the evidence of what was done by force: the taints that it passed over. */
  static final String OVERRIDES = "overrides";

  private final RegistryLog log;

  Withdrawals(RegistryLog log) {
    this.log = log;
  }

  long retire(String version, String by, String reason) throws IOException {
    ModelVersion target = log.state().version(version);
    return ModelRegistry.seq(
        log.<Long>commit(
            log.transaction("", target.manifest().hex(), "retire"),
            state -> {
              boolean champion = target.name().equals(state.champion());
              if (champion || target.name().equals(state.baseline())) {
                throw new RegistryException(
                    target.name()
                        + " is the "
                        + (champion ? "champion" : "baseline")
                        + ": make another version so before it is retired");
              }
              return ModelRegistry.write(
                  EventKind.RETIRED,
                  by,
                  Effect.of(target.name(), state.latest()),
                  RegistryLog.NONE,
                  reason);
            }));
  }

  long taint(String version, String by, String reason, JsonNode evidence) throws IOException {
    if (reason.isBlank()) {
      throw new RegistryException("a reason is missing: say why " + version + " is tainted");
    }
    ModelVersion target = log.state().version(version);
    String why = CanonicalJson.digest(Map.of("reason", reason, "evidence", evidence)).hex();
    return ModelRegistry.seq(
        log.<Long>commit(
            log.transaction(why, target.manifest().hex(), "taint"),
            state ->
                ModelRegistry.write(
                    EventKind.TAINTED,
                    by,
                    Effect.of(target.name(), state.latest()),
                    evidence,
                    reason)));
  }

  /** Why a verdict does not make the version champion; null: it may. */
  static @Nullable PromotionOutcome refusal(RegistryState state, String version) {
    if (!state.isTainted(version)) {
      return null;
    }
    return new PromotionOutcome.Tainted(
        state.described(version) + " is not promoted: only a person does that, by force",
        state.champion(),
        state.position());
  }

  /** Throws {@link RegistryException} that says how else, when the version is tainted. */
  static void requireUntainted(RegistryState state, String version) {
    if (!state.isTainted(version)) {
      return;
    }
    List<String> others =
        state.versions().stream()
            .filter(v -> !v.tainted() && !v.retired() && state.wasChampion(v.name()))
            .map(ModelVersion::name)
            .filter(name -> !name.equals(state.champion()))
            .toList();
    throw new RegistryException(
        state.described(version)
            + (others.isEmpty()
                ? ": no other version was champion; "
                : ": roll back to another (" + String.join(", ", others) + "), or ")
            + "say --force when you want this one nevertheless");
  }

  /** The evidence of what is done by force, with the taints that it overrides. */
  static JsonNode overriding(RegistryState state, String version, JsonNode evidence) {
    List<EventFact> taints = state.taints(version);
    return taints.isEmpty()
        ? evidence
        : CanonicalJson.tree(
            Map.of("given", evidence, OVERRIDES, taints.stream().map(Taint::of).toList()));
  }

  /** An event of the log that a person overrode. */
  private record Taint(long seq, String reason) {
    static Taint of(EventFact event) {
      return new Taint(event.seq(), event.reason());
    }
  }
}
