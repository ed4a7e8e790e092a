package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.DatasetState;
import dev.nightjar.dataset.Datasets;
import dev.nightjar.dataset.Segment;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.SnapshotStore;
import dev.nightjar.lineage.Impact;
import dev.nightjar.registry.EventFact;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.registry.ModelVersion;
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
    Map<String, Snapshot> known = kept();
    List<Impact.InNight> nights = new ArrayList<>();
    for (RunSnapshots.Read read : new RunSnapshots(bench.store()).all()) {
      Snapshot snapshot = read.snapshot();
      known.putIfAbsent(snapshot.id(), snapshot);
      if (new SegmentUse(snapshot, dataset, segment).isUsed()) {
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
            .map(s -> new SegmentUse(s, dataset, segment))
            .filter(SegmentUse::isUsed)
            .sorted(Comparator.comparing(SegmentUse::logicalTime).thenComparing(SegmentUse::id))
            .map(u -> new Impact.InSnapshot(u.id(), u.logicalTime(), u.trains(), u.testSets()))
            .toList();
    Versions versions = new Versions(known, dataset, segment);
    versions.search();
    return new Impact(
        dataset, segment, retracted, snapshots, nights, versions.found, versions.unknown);
  }

  /** Those of every dataset: a segment may hold the labels of another one's rows. */
  private Map<String, Snapshot> kept() throws IOException {
    SnapshotStore store = new SnapshotStore(bench.store());
    Map<String, Snapshot> known = new TreeMap<>();
    for (String dataset : new Datasets(bench.store(), bench.clock()).names()) {
      for (String id : store.ids(dataset)) {
        store.read(dataset, id).ifPresent(snapshot -> known.put(id, snapshot));
      }
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
        Map<String, SegmentUse> read = new LinkedHashMap<>();
        for (ModelVersion version : state.versions()) {
          Snapshot snapshot = known.get(registry.candidate(version.name()).snapshot());
          if (snapshot == null) {
            unknown.add(model + " " + version.name());
          } else {
            SegmentUse use = new SegmentUse(snapshot, dataset, segment);
            if (use.isUsed()) {
              read.put(version.name(), use);
            }
          }
        }
        read.forEach((name, use) -> found.add(version(model, state, name, read)));
      }
    }

    private Impact.InVersion version(
        String model, RegistryState state, String name, Map<String, SegmentUse> read) {
      SegmentUse use = Objects.requireNonNull(read.get(name));
      boolean trained = use.trains();
      return new Impact.InVersion(
          model,
          name,
          date(use.snapshot()),
          use.id(),
          trained,
          use.testSets(),
          roles(state, name),
          state.isTainted(name),
          trained && name.equals(state.champion()) ? instead(state, read) : null);
    }

    private @Nullable String instead(RegistryState state, Map<String, SegmentUse> read) {
      Set<String> sound =
          state.versions().stream()
              .filter(v -> !v.tainted() && !v.retired())
              .map(ModelVersion::name)
              .filter(name -> !read.containsKey(name) || !read.get(name).trains())
              .collect(Collectors.toSet());
      String last = null;
      for (EventFact event : state.history()) {
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

  private static LocalDate date(Snapshot snapshot) {
    return LocalDate.ofInstant(snapshot.logicalTime(), ZoneId.of(snapshot.zone()));
  }
}
