package dev.nightjar.registry;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.nightjar.store.Digest;
import dev.nightjar.store.LogEntry;
import dev.nightjar.text.Nearest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a registry's log says up to a position, without the evidence: as much as it takes to say who
 * is used for what. What an event rests on is read from the log; see {@link ModelRegistry#events}.
 *
 * @param model name of the model
 * @param position entries of the log that were seen
 * @param versions in order of registration
 * @param champion the version that serves now; null: none
 * @param previous the champion before it; null: none
 * @param baseline the version that moves only when a person moves it; null: none
 * @param latest the latest logical time of any event: what a person's act counts from; null: no
 *     event has one
 * @param history every event, oldest first
 */
public record RegistryState(
    String model,
    long position,
    List<ModelVersion> versions,
    @Nullable String champion,
    @Nullable String previous,
    @Nullable String baseline,
    @Nullable Instant latest,
    List<EventFact> history) {

  public RegistryState {
    versions = List.copyOf(versions);
    history = List.copyOf(history);
  }

  static RegistryState empty(String model) {
    return new RegistryState(model, 0, List.of(), null, null, null, null, List.of());
  }

  /** The state that was kept so. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static RegistryState of(StateColumns kept) {
    return kept.state();
  }

  /** How a checkpoint keeps it. */
  @JsonValue
  StateColumns columns() {
    return StateColumns.of(this);
  }

  RegistryState after(List<LogEntry> entries) {
    if (entries.isEmpty()) {
      return this;
    }
    RegistryFold fold = new RegistryFold(this);
    entries.forEach(fold::add);
    return fold.state();
  }

  /**
   * The champion of a run for this instant: what the moves with earlier logical times give, in the
   * order of the log; null: none. Moves of the same logical time do not count.
   */
  public @Nullable String championAt(Instant logicalTime) {
    ChampionLine line = new ChampionLine();
    for (EventFact event : history) {
      if (event.kind().movesChampion() && event.isEarlierThan(logicalTime)) {
        line.apply(event.kind(), event.version());
      }
    }
    return line.champion();
  }

  /** The logical time of what made the champion the champion; null: there is none. */
  public @Nullable Instant championNight() {
    Instant since = null;
    for (EventFact event : history) {
      if (event.kind().movesChampion()) {
        since = event.logicalTime();
      }
    }
    return champion == null ? null : since;
  }

  /**
   * The first champion that there was before this instant: the baseline until a person sets one;
   * null: there was none.
   *
   * @param before null: whenever
   */
  public @Nullable String firstChampion(@Nullable Instant before) {
    return history.stream()
        .filter(event -> before == null || event.isEarlierThan(before))
        .map(EventFact::championAfter)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /**
   * The version of that name, or that {@code champion}, {@code previous} or {@code baseline} stands
   * for. Throws {@link RegistryException} that names the nearest one when there is none.
   */
  public ModelVersion version(String name) {
    @Nullable String meant =
        switch (name) {
          case "champion" -> champion;
          case "previous" -> previous;
          case "baseline" -> baseline;
          default -> name;
        };
    if (meant == null) {
      throw new RegistryException("the model " + model + " has no " + name + " yet");
    }
    return versions.stream()
        .filter(version -> version.name().equals(meant))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private RegistryException unknown(String name) {
    List<String> names = new ArrayList<>(List.of("champion", "previous", "baseline"));
    versions.forEach(version -> names.add(version.name()));
    String known =
        versions.isEmpty()
            ? "there are none yet"
            : versions.size() == 1 ? "there is only v1" : "there are v1 to v" + versions.size();
    return new RegistryException(
        "the model "
            + model
            + " has no version "
            + name
            + " ("
            + known
            + ")"
            + Nearest.hint(name, names));
  }

  /** The versions whose training data were taken back or found wrong, oldest first. */
  public List<ModelVersion> tainted() {
    return versions.stream().filter(ModelVersion::tainted).toList();
  }

  /** Whether the version is there and tainted; false for null. */
  public boolean isTainted(@Nullable String version) {
    return versions.stream().anyMatch(v -> v.tainted() && v.name().equals(version));
  }

  /** What tainted the version, oldest first; empty when nothing did. */
  public List<EventFact> taints(String version) {
    return history.stream()
        .filter(e -> e.kind() == EventKind.TAINTED && e.version().equals(version))
        .toList();
  }

  /** The version's name, and that it is tainted and why when it is: for people. */
  public String described(String version) {
    List<EventFact> taints = taints(version);
    return taints.isEmpty()
        ? version
        : version
            + " (tainted: "
            + taints.stream().map(EventFact::reason).distinct().collect(joining("; "))
            + ")";
  }

  /** Who was champion when, oldest first. */
  public List<Reign> reigns() {
    List<Reign> reigns = new ArrayList<>();
    for (EventFact event : history) {
      String after = event.championAfter();
      if (Objects.equals(event.championBefore(), after)) {
        continue;
      }
      if (event.championBefore() != null && !reigns.isEmpty()) {
        reigns.add(reigns.remove(reigns.size() - 1).end(event));
      }
      if (after != null) {
        reigns.add(
            new Reign(
                after,
                event.championBefore(),
                event.kind(),
                event.seq(),
                event.moment(),
                event.logicalTime(),
                null,
                null,
                null));
      }
    }
    return reigns;
  }

  /** The version with that manifest. */
  Optional<ModelVersion> withManifest(Digest manifest) {
    return versions.stream().filter(v -> v.manifest().equals(manifest)).findFirst();
  }

  /** Whether the version ever was champion. */
  boolean wasChampion(String version) {
    return history.stream().anyMatch(event -> version.equals(event.championAfter()));
  }

  /** Number of the last event that made the champion what it is; 0: none did. */
  long championSince() {
    long since = 0;
    for (EventFact event : history) {
      if (!Objects.equals(event.championBefore(), event.championAfter())) {
        since = event.seq();
      }
    }
    return since;
  }
}
