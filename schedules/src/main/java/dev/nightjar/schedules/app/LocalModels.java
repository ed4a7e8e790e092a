package dev.nightjar.schedules.app;

import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.registry.ModelVersion;
import dev.nightjar.registry.PromotionOutcome;
import dev.nightjar.registry.PromotionRequest;
import dev.nightjar.registry.RegistryState;
import dev.nightjar.schedules.RegistryService;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    return new Standing(
        model, state.champion(), state.previous(), baseline(state), state.versions().size());
  }

  @Override
  public List<Event> history(String model) throws IOException {
    return registry(model).state().history().stream()
        .map(
            e ->
                new Event(
                    e.seq(),
                    e.kind().text(),
                    e.version(),
                    e.logicalTime(),
                    e.at(),
                    e.actor(),
                    e.reason()))
        .toList();
  }

  @Override
  public String get(String model, String version, Path to) throws IOException {
    ModelRegistry registry = registry(model);
    String first = version.equals("baseline") ? baseline(registry.state()) : null;
    return registry.fetch(first == null ? version : first, to).name();
  }

  @Override
  public Standing rollback(String model, @Nullable String to, String reason) throws IOException {
    registry(model).rollback(to, places.actor(), reason);
    return standing(model);
  }

  @Override
  public Standing baseline(String model, String version, String reason) throws IOException {
    registry(model).setBaseline(version, places.actor(), reason);
    return standing(model);
  }

  @Override
  public Standing force(String model, String version, String reason) throws IOException {
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

  /** The one that a person set, or else the first champion. */
  private static @Nullable String baseline(RegistryState state) {
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
