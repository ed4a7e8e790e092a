package dev.nightjar.upkeep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.registry.EventFact;
import dev.nightjar.registry.EventKind;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.registry.ModelVersion;
import dev.nightjar.registry.RegistryState;
import dev.nightjar.run.Slot;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.StoreUpkeep.Stored;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who serves in a store, and who is needed still.
 *
 * @param models every model, shadow histories too
 * @param nights every night that has a decision
 * @param serving manifests of champions, previous champions and baselines
 * @param needed manifests of all that ever served, that decisions judged against, or that are
 *     attested
 */
record Standings(List<Model> models, List<Night> nights, Set<Digest> serving, Set<Digest> needed) {

  private static final Pattern LOG = Pattern.compile("models/([^/]+)/log/[0-9]{20}\\.json");
  private static final Pattern DECISION =
      Pattern.compile("(runs/([^/]+)/[^/]+)/[0-9a-f]{8}/decision\\.json");

  /** A model. */
  record Model(String name, RegistryState state) {

    boolean isOf(String pipeline) {
      return name.equals(pipeline) || name.startsWith(pipeline + "~");
    }

    /** How the keys of a night's documents begin. */
    String nights(Instant logicalTime) {
      return "runs/" + name + "/" + Slot.of("p", logicalTime).timeText() + "/";
    }
  }

  /**
   * A night.
   *
   * @param model the model that it moves
   * @param folder how the keys of its documents begin
   * @param modified when it was decided, by the store's clock
   * @param candidate manifest of its candidate; null: it has none
   * @param judged versions that the candidate was held against
   * @param scores the files of its per-row scores
   */
  record Night(
      String model,
      String folder,
      Instant modified,
      @Nullable Digest candidate,
      List<String> judged,
      List<Digest> scores) {

    boolean isOf(String pipeline) {
      return model.equals(pipeline) || model.startsWith(pipeline + "~");
    }
  }

  static Standings read(ObjectStore store, List<Stored> objects) throws IOException {
    Standings standings =
        new Standings(new ArrayList<>(), new ArrayList<>(), new HashSet<>(), new HashSet<>());
    TreeSet<String> names = new TreeSet<>();
    for (Stored object : objects) {
      String path = object.key().path();
      Matcher log = LOG.matcher(path);
      Matcher decision = DECISION.matcher(path);
      if (log.matches()) {
        names.add(log.group(1));
      } else if (decision.matches()) {
        standings.nights.add(
            night(
                decision.group(2),
                decision.group(1) + "/",
                object,
                CanonicalJson.parse(store.read(object.key()))));
      } else if (path.contains("/attestations/")) {
        standings.needed.addAll(DigestScan.of(store.read(object.key())));
      }
    }
    for (String name : names) {
      // The clock of a registry measures the patience of writers; nothing is written here.
      ModelRegistry registry =
          new ModelRegistry(store, name, InstantSource.fixed(Instant.EPOCH), "gc");
      standings.add(new Model(name, registry.state()));
    }
    return standings;
  }

  private static Night night(String model, String folder, Stored object, JsonNode decision) {
    List<String> judged = new ArrayList<>();
    decision.path("evaluation").path("versions").forEach(v -> judged.add(v.asText()));
    for (String role : List.of("champion", "baseline")) {
      judged.add(decision.path(role).asText());
    }
    List<Digest> scores = new ArrayList<>();
    for (JsonNode set : decision.path("evaluation").path("testSets")) {
      scores.add(new Digest(set.path("predictions").asText()));
    }
    JsonNode dev = decision.path("evaluation").path("drift").path("devPredictions");
    if (dev.isTextual()) {
      scores.add(new Digest(dev.asText()));
    }
    JsonNode probes = decision.path("evaluation").path("probes");
    List<JsonNode> probed = new ArrayList<>(List.of(probes.path("importance")));
    probes.path("robustness").forEach(probed::add);
    probes.path("cases").forEach(probed::add);
    for (JsonNode one : probed) {
      JsonNode changed = one.path("predictions");
      if (changed.isTextual()) {
        scores.add(new Digest(changed.asText()));
      }
    }
    JsonNode timings = decision.path("evaluation").path("latency").path("timings");
    if (timings.isTextual()) {
      scores.add(new Digest(timings.asText()));
    }
    JsonNode manifest = decision.path("candidateManifest");
    return new Night(
        model,
        folder,
        object.modified(),
        manifest.isTextual() ? new Digest(manifest.asText()) : null,
        judged,
        scores);
  }

  private void add(Model model) {
    models.add(model);
    RegistryState state = model.state();
    Set<String> servingNow = new HashSet<>();
    note(servingNow, state.champion());
    note(servingNow, state.previous());
    note(servingNow, state.baseline());
    note(servingNow, state.firstChampion(null));
    Set<String> ever = new HashSet<>(servingNow);
    for (EventFact event : state.history()) {
      String after = event.championAfter();
      if (after != null) {
        ever.add(after);
      }
      if (event.kind() == EventKind.BASELINE_SET) {
        ever.add(event.version());
      }
    }
    nights.stream()
        .filter(n -> n.model().equals(model.name()))
        .forEach(n -> ever.addAll(n.judged()));
    for (ModelVersion version : state.versions()) {
      if (servingNow.contains(version.name())) {
        serving.add(version.manifest());
      }
      if (ever.contains(version.name())) {
        needed.add(version.manifest());
      }
    }
  }

  private static void note(Set<String> versions, @Nullable String version) {
    if (version != null) {
      versions.add(version);
    }
  }
}
