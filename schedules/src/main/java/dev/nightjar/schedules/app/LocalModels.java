package dev.nightjar.schedules.app;

import dev.nightjar.registry.EventFact;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.registry.ModelVersion;
import dev.nightjar.registry.PromotionOutcome;
import dev.nightjar.registry.PromotionRequest;
import dev.nightjar.registry.RegistryEvent;
import dev.nightjar.registry.RegistryState;
import dev.nightjar.registry.RegistryVerifier;
import dev.nightjar.registry.Verified;
import dev.nightjar.schedules.RegistryService;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Models of a workspace on this machine. */
final class LocalModels implements RegistryService {

  private final LocalPlaces places;

  LocalModels(LocalPlaces places) {
    this.places = places;
  }

  @Override
  public List<String> names() throws IOException {
    return places.store().list("models", "").stream()
        .map(ObjectKey::path)
        .filter(path -> path.contains("/log/"))
        .map(path -> path.substring("models/".length(), path.indexOf("/log/")))
        .filter(name -> !name.contains("~"))
        .distinct()
        .toList();
  }

  @Override
  public Standing standing(String model) throws IOException {
    RegistryState state = registry(model).state();
    Map<String, String> tainted = new LinkedHashMap<>();
    for (ModelVersion version : state.tainted()) {
      String name = version.name();
      tainted.put(
          name,
          state.taints(name).stream()
              .map(EventFact::reason)
              .distinct()
              .collect(Collectors.joining("; ")));
    }
    return new Standing(
        model,
        state.champion(),
        state.previous(),
        baseline(state),
        state.versions().size(),
        tainted);
  }

  @Override
  public List<Event> history(String model) throws IOException {
    return registry(model).history().stream().map(LocalModels::event).toList();
  }

  @Override
  public List<Event> latest(String model, int entries) throws IOException {
    ModelRegistry registry = registry(model);
    long before = registry.state().position() - entries;
    return registry.events(e -> e.seq() > before).stream().map(LocalModels::event).toList();
  }

  @Override
  public List<Event> before(String model, long seq, int entries) throws IOException {
    ModelRegistry registry = registry(model);
    long end = Math.min(seq, registry.state().position() + 1);
    return registry.events(e -> e.seq() < end && e.seq() >= end - entries).stream()
        .map(LocalModels::event)
        .toList();
  }

  @Override
  public List<Version> versions(String model) throws IOException {
    List<Version> versions = new ArrayList<>();
    for (ModelVersion v : registry(model).state().versions()) {
      versions.add(
          0,
          new Version(v.name(), v.manifest(), v.logicalTime(), v.seq(), v.retired(), v.tainted()));
    }
    return versions;
  }

  private static Event event(RegistryEvent e) {
    return new Event(
        e.seq(),
        e.kind().text(),
        e.version(),
        e.logicalTime(),
        e.at(),
        e.actor(),
        e.forced(),
        e.championBefore(),
        e.championAfter(),
        e.reason(),
        e.evidence(),
        e.evidenceDigest(),
        e.testSnapshot(),
        e.txnId());
  }

  @Override
  public Card card(String model, String version) throws IOException {
    ModelRegistry registry = registry(model);
    return new ModelCards(places).card(model, registry, named(registry.state(), version));
  }

  @Override
  public Verified verify(String model, RegistryVerifier.Listener listener) throws IOException {
    registry(model);
    return new ModelChecks(places).verify(model, listener);
  }

  @Override
  public String get(String model, String version, Path to) throws IOException {
    ModelRegistry registry = registry(model);
    return registry.fetch(named(registry.state(), version), to).name();
  }

  @Override
  public Exported export(String model, String version, Path to, @Nullable Path key)
      throws IOException {
    ModelRegistry registry = registry(model);
    return ModelExports.export(places, registry, named(registry.state(), version), to, key);
  }

  @Override
  public Mirrored mirror(String model, URI server) throws IOException {
    return new ModelMirrors(places).mirror(registry(model), server);
  }

  @Override
  public Standing rollback(String model, @Nullable String to, Act act) throws IOException {
    registry(model).rollback(to, places.actor(), said(act.reason()), act.force());
    return standing(model);
  }

  @Override
  public Standing baseline(String model, String version, String reason) throws IOException {
    registry(model).setBaseline(version, places.actor(), said(reason));
    return standing(model);
  }

  @Override
  public Standing force(String model, String version, String reason) throws IOException {
    said(reason);
    ModelRegistry registry = registry(model);
    RegistryState state = registry.state();
    ModelVersion target = state.version(version);
    Instant latest = state.latest();
    Instant time = latest == null ? target.logicalTime() : latest;
    PromotionOutcome outcome =
        registry.promote(
            PromotionRequest.forced(target.name(), time, Map.of("by", places.actor()), reason));
    if (!(outcome instanceof PromotionOutcome.Promoted)) {
      throw new IllegalStateException("a forced promotion came to " + outcome);
    }
    return standing(model);
  }

  @Override
  public Standing taint(String model, String version, String reason) throws IOException {
    ModelRegistry registry = registry(model);
    String target = named(registry.state(), version);
    registry.taint(target, places.actor(), said(reason), Map.of());
    return standing(model);
  }

  @Override
  public Standing retire(String model, String version, String reason) throws IOException {
    ModelRegistry registry = registry(model);
    registry.retire(named(registry.state(), version), places.actor(), said(reason));
    return standing(model);
  }

  private static String said(String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException(
          "--reason is empty: say why, for whoever reads the registry's log");
    }
    return reason.strip();
  }

  /** What the registry calls the version: its baseline is only one that a person set. */
  static String named(RegistryState state, String version) {
    @Nullable String first = version.equals("baseline") ? baseline(state) : null;
    return first == null ? version : first;
  }

  /** The one that a person set, or else the first champion. */
  static @Nullable String baseline(RegistryState state) {
    return state.baseline() == null ? state.firstChampion(null) : state.baseline();
  }

  private ModelRegistry registry(String model) throws IOException {
    List<String> names = names();
    if (!names.contains(model)) {
      throw new IllegalArgumentException(
          "there is no model %s%s"
              .formatted(
                  model,
                  names.isEmpty()
                      ? "; this workspace has none yet"
                      : Nearest.hint(model, names)
                          + " (there are: "
                          + String.join(", ", names)
                          + ")"));
    }
    return places.registry(model);
  }
}
