package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.DatasetState;
import dev.nightjar.dataset.Datasets;
import dev.nightjar.dataset.Segment;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.SnapshotStore;
import dev.nightjar.lineage.Impact;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.registry.ModelVersion;
import dev.nightjar.registry.RegistryEvent;
import dev.nightjar.registry.RegistryState;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what was made of a segment: in the snapshots, the runs and the registries of a store. */
public final class SegmentImpact {

  private final Workbench bench;

  public SegmentImpact(Workbench bench) {
    this.bench = bench;
  }

  /**
   * The impact of a segment, whether it was retracted or not. Of several that had the name it is
   * the one that is there, else the one that was retracted last.
   *
   * @throws DataException with the nearest name when there never was such a segment
   */
  public Impact of(String dataset, String segment) throws IOException {
    DatasetState state = new Datasets(bench.store(), bench.clock()).dataset(dataset).state();
    Segment present = state.segments().get(segment);
    if (present != null) {
      return of(dataset, present, null);
    }
    DatasetState.Retracted gone = null;
    for (DatasetState.Retracted one : state.retracted()) {
      gone = one.segment().name().equals(segment) ? one : gone;
    }
    if (gone == null) {
      Set<String> known = new TreeSet<>(state.segments().keySet());
      state.retracted().forEach(r -> known.add(r.segment().name()));
      throw new DataException(
          "dataset " + dataset + " has no segment " + segment + Nearest.hint(segment, known));
    }
    return of(dataset, gone.segment(), gone.reason());
  }

  private Impact of(String dataset, Segment segment, @Nullable String retracted)
      throws IOException {
    Map<String, Snapshot> known = kept(dataset);
    List<Impact.InNight> nights = new ArrayList<>();
    for (RunSnapshots.Read read : new RunSnapshots(bench.store()).all()) {
      Snapshot snapshot = read.snapshot();
      known.putIfAbsent(snapshot.id(), snapshot);
      if (snapshot.dataset().equals(dataset) && holds(snapshot, segment)) {
        nights.add(
            new Impact.InNight(
                Documents.model(read.slot()),
                date(snapshot),
                snapshot.logicalTime(),
                read.run().hex(),
                snapshot.id()));
      }
    }
    List<Impact.InSnapshot> snapshots =
        known.values().stream()
            .filter(s -> s.dataset().equals(dataset) && holds(s, segment))
            .sorted(Comparator.comparing(Snapshot::logicalTime).thenComparing(Snapshot::id))
            .map(
                s ->
                    new Impact.InSnapshot(
                        s.id(), s.logicalTime(), trains(s, segment), tests(s, segment)))
            .toList();
    Versions versions = new Versions(known, dataset, segment);
    versions.search();
    return new Impact(
        dataset, segment, retracted, snapshots, nights, versions.found, versions.unknown);
  }

  private Map<String, Snapshot> kept(String dataset) throws IOException {
    SnapshotStore store = new SnapshotStore(bench.store());
    Map<String, Snapshot> known = new TreeMap<>();
    for (String id : store.ids(dataset)) {
      store.read(dataset, id).ifPresent(snapshot -> known.put(id, snapshot));
    }
    return known;
  }

  /** The names of all models, those of shadow histories among them. */
  private List<String> models() throws IOException {
    return bench.store().list("models", "").stream()
        .map(ObjectKey::path)
        .filter(path -> path.contains("/log/"))
        .map(path -> path.substring("models/".length(), path.indexOf("/log/")))
        .distinct()
        .toList();
  }

  /** The versions that a segment had a part in. */
  private final class Versions {
    private final Map<String, Snapshot> known;
    private final String dataset;
    private final Segment segment;
    private final List<Impact.InVersion> found = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    Versions(Map<String, Snapshot> known, String dataset, Segment segment) {
      this.known = known;
      this.dataset = dataset;
      this.segment = segment;
    }

    void search() throws IOException {
      for (String model : models()) {
        ModelRegistry registry =
            new ModelRegistry(bench.store(), model, bench.clock(), bench.actor());
        RegistryState state = registry.state();
        Map<String, Snapshot> read = new LinkedHashMap<>();
        for (ModelVersion version : state.versions()) {
          Snapshot snapshot = known.get(registry.candidate(version.name()).snapshot());
          if (snapshot == null) {
            unknown.add(model + " " + version.name());
          } else if (snapshot.dataset().equals(dataset) && holds(snapshot, segment)) {
            read.put(version.name(), snapshot);
          }
        }
        read.forEach((name, snapshot) -> found.add(version(model, state, name, read)));
      }
    }

    private Impact.InVersion version(
        String model, RegistryState state, String name, Map<String, Snapshot> read) {
      Snapshot snapshot = Objects.requireNonNull(read.get(name));
      boolean trained = trains(snapshot, segment);
      return new Impact.InVersion(
          model,
          name,
          date(snapshot),
          snapshot.id(),
          trained,
          tests(snapshot, segment),
          roles(state, name),
          state.isTainted(name),
          trained && name.equals(state.champion()) ? instead(state, read) : null);
    }

    private @Nullable String instead(RegistryState state, Map<String, Snapshot> read) {
      Set<String> sound =
          state.versions().stream()
              .filter(v -> !v.tainted() && !v.retired())
              .map(ModelVersion::name)
              .filter(name -> !read.containsKey(name) || !trains(read.get(name), segment))
              .collect(Collectors.toSet());
      String last = null;
      for (RegistryEvent event : state.history()) {
        String champion = event.championAfter();
        last = champion != null && sound.contains(champion) ? champion : last;
      }
      return last;
    }
  }

  private static List<String> roles(RegistryState state, String version) {
    List<String> roles = new ArrayList<>();
    String first = state.baseline() == null ? state.firstChampion(null) : state.baseline();
    add(roles, "champion", version.equals(state.champion()));
    add(roles, "previous", version.equals(state.previous()));
    add(roles, "baseline", version.equals(first));
    return roles;
  }

  private static void add(List<String> roles, String role, boolean is) {
    if (is) {
      roles.add(role);
    }
  }

  private static boolean holds(Snapshot snapshot, Segment segment) {
    return snapshot.segments().stream().anyMatch(s -> s.digest().equals(segment.digest()));
  }

  private static boolean trains(Snapshot snapshot, Segment segment) {
    return segment.touches(snapshot.train());
  }

  private static List<String> tests(Snapshot snapshot, Segment segment) {
    return snapshot.testSets().entrySet().stream()
        .filter(e -> !e.getValue().isEmpty() && segment.touches(e.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toList());
  }

  private static LocalDate date(Snapshot snapshot) {
    return LocalDate.ofInstant(snapshot.logicalTime(), ZoneId.of(snapshot.zone()));
  }
}
