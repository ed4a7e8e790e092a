package dev.nightjar.registry;

import dev.nightjar.store.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A state as a checkpoint keeps it: what cannot be told from the rest, in a column for each thing,
 * and what repeats only once. An event costs about 30 bytes, a version 100 more.
 *
 * @param model name of the model
 * @param position entries of the log that were seen
 * @param seqs of each event, its entry
 * @param kinds of each event, one letter
 * @param versions of each event
 * @param times of each event, the place of its logical time among the instants; -1: it has none
 * @param written of each event that may move the champion, the place of when it was written
 * @param manifests of each registration
 * @param origins of versions whose manifests lie under another model
 * @param taints of each taint, the place of its reason in {@code reasons}
 * @param seconds of each instant, since 1970
 * @param nanos of each instant, since the second
 * @param reasons each once
 */
record StateColumns(
    String model,
    long position,
    List<Long> seqs,
    String kinds,
    List<String> versions,
    List<Integer> times,
    List<Integer> written,
    List<Digest> manifests,
    SortedMap<String, String> origins,
    List<Integer> taints,
    List<Long> seconds,
    List<Integer> nanos,
    List<String> reasons) {

  private static final int NONE = -1;

  static StateColumns of(RegistryState state) {
    return new Columns().of(state);
  }

  /** The state again, by the fold that made it. */
  RegistryState state() {
    List<Instant> instants = new ArrayList<>();
    for (int i = 0; i < seconds.size(); i++) {
      instants.add(Instant.ofEpochSecond(seconds.get(i), nanos.get(i)));
    }
    Iterator<Integer> when = written.iterator();
    Iterator<Integer> why = taints.iterator();
    Iterator<Digest> manifest = manifests.iterator();
    RegistryFold fold = new RegistryFold(RegistryState.empty(model));
    for (int i = 0; i < seqs.size(); i++) {
      EventKind kind = kind(kinds.charAt(i));
      String version = versions.get(i);
      boolean registered = kind == EventKind.REGISTERED;
      Effect effect =
          new Effect(
              version,
              registered ? manifest.next() : null,
              registered ? origins.get(version) : null,
              times.get(i) == NONE ? null : instants.get(times.get(i)),
              null);
      Instant at = kind.movesChampion() ? instants.get(when.next()) : Instant.EPOCH;
      String reason = kind == EventKind.TAINTED ? reasons.get(why.next()) : "";
      fold.add(seqs.get(i), new Effect.Seeded(kind, at, "", effect, reason));
    }
    return fold.state(position);
  }

  private static char letter(EventKind kind) {
    return switch (kind) {
      case REGISTERED -> 'r';
      case BASELINE_SET -> 'b';
      case APPROVED -> 'a';
      case PROMOTED -> 'p';
      case FORCED -> 'f';
      case REJECTED -> 'n';
      case ROLLED_BACK -> 'k';
      case RETIRED -> 'x';
      case TAINTED -> 't';
    };
  }

  private static EventKind kind(char letter) {
    for (EventKind kind : EventKind.values()) {
      if (letter(kind) == letter) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of event has the letter " + letter);
  }

  /** Columns that are being filled. */
  private static final class Columns {
    private final List<Long> seqs = new ArrayList<>();
    private final StringBuilder kinds = new StringBuilder();
    private final List<String> versions = new ArrayList<>();
    private final List<Integer> times = new ArrayList<>();
    private final List<Integer> written = new ArrayList<>();
    private final List<Integer> taints = new ArrayList<>();
    private final Map<Instant, Integer> instants = new LinkedHashMap<>();
    private final Map<String, Integer> reasons = new LinkedHashMap<>();

    StateColumns of(RegistryState state) {
      state.history().forEach(this::add);
      List<Digest> manifests = state.versions().stream().map(ModelVersion::manifest).toList();
      SortedMap<String, String> origins = new TreeMap<>();
      for (ModelVersion version : state.versions()) {
        if (!version.origin().equals(state.model())) {
          origins.put(version.name(), version.origin());
        }
      }
      return new StateColumns(
          state.model(),
          state.position(),
          seqs,
          kinds.toString(),
          versions,
          times,
          written,
          manifests,
          origins,
          taints,
          instants.keySet().stream().map(Instant::getEpochSecond).toList(),
          instants.keySet().stream().map(Instant::getNano).toList(),
          List.copyOf(reasons.keySet()));
    }

    private void add(EventFact event) {
      seqs.add(event.seq());
      kinds.append(letter(event.kind()));
      versions.add(event.version());
      times.add(event.logicalTime() == null ? NONE : place(instants, event.logicalTime()));
      if (event.kind().movesChampion()) {
        written.add(place(instants, event.moment()));
      }
      if (event.kind() == EventKind.TAINTED) {
        taints.add(place(reasons, event.reason()));
      }
    }

    private static <T> int place(Map<T, Integer> table, T value) {
      return table.computeIfAbsent(value, v -> table.size());
    }
  }
}
