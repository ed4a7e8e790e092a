package dev.nightjar.upkeep;

import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.StoreUpkeep;
import dev.nightjar.store.StoreUpkeep.Stored;
import dev.nightjar.store.StoreUpkeep.Unfinished;
import dev.nightjar.store.Tombstones;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * Removes from a store what nothing needs, in two collections: the first condemns it, a later one
 * removes it when a grace period has gone by and still nothing needs it.
 *
 * <p>Why it takes nothing from a writer. Let a writer store a blob and then, within the grace
 * period, write a document that names it. After it has stored the blob it asks whether that key is
 * condemned; if it is, it stores the blob under another key. If it is not, then the condemnation
 * came later than the question, the removal comes a whole grace period after the condemnation, and
 * the documents are read once more right before the removal: they name the blob by then. A key that
 * was condemned is never relied on again, so that a removal which comes late, or twice, hits
 * nothing. Ages are told by the store's clock alone.
 *
 * <p>May be killed at any point and run by several at once. Thread-safe.
 */
public final class GarbageCollector {

  /** The grace period when none is said, and the least while runs are going on. */
  public static final Duration GRACE = Duration.ofDays(7);

  /** A write that has not gone on for so long was given up. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  /** Objects in one document of tombstones. */
  private static final int BATCH = 1000;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ObjectStore store;
  private final StoreUpkeep upkeep;
  private final RunsInFlight runs;
  private final String by;

  /**
   * A collector.
   *
   * @param runs runs whose store this is, as far as this machine knows
   * @param by who collects
   */
  public GarbageCollector(ObjectStore store, RunsInFlight runs, String by) {
    this.store = store;
    this.upkeep = store.upkeep();
    this.runs = runs;
    this.by = by;
  }

  /**
   * Collects.
   *
   * @param grace longer than anything takes that adds to the store outside of runs, such as adding
   *     data
   * @param retention what documents no longer keep; see {@link Retention}
   * @param dryRun whether only to say what would be done
   * @throws IOException when the store fails or a document is damaged; what was done stays done
   */
  public GarbageReport collect(Duration grace, Retention retention, boolean dryRun)
      throws IOException {
    // The order is the proof's: runs, condemnations, blobs, and the documents last.
    List<String> inFlight = runs.now();
    Duration kept = inFlight.isEmpty() || grace.compareTo(GRACE) > 0 ? grace : GRACE;
    Condemnations condemnations = Condemnations.read(store);
    Instant now = upkeep.now();
    List<Stored> objects = upkeep.objects("");
    BlobFiles blobs = BlobFiles.of(below(objects, BlobFiles.FOLDER + "/"));
    Exemptions exemptions = retention.exemptions(store, objects, now);
    Reachability reachability = Reachability.of(store, blobs, exemptions);
    GarbagePlan plan =
        new GarbagePlan(blobs, condemnations, reachability, exemptions, now.minus(kept));
    List<GarbageItem> rest = new ArrayList<>();
    List<Unfinished> unfinished = abandoned(now, kept);
    unfinished.forEach(u -> rest.add(item(u)));
    List<Stored> checkpoints = checkpoints(objects, now.minus(kept));
    checkpoints.forEach(c -> rest.add(item(c)));
    if (!dryRun) {
      remove(plan.removable(), now);
      condemn(plan, now);
      for (Unfinished u : unfinished) {
        upkeep.abandon(u);
      }
      for (Stored c : checkpoints) {
        upkeep.remove(c.key());
      }
    }
    rest.addAll(0, plan.removable());
    return new GarbageReport(
        now,
        dryRun,
        kept,
        reachability.documents(),
        plan.kept(),
        rest,
        plan.condemnable(),
        plan.waiting(),
        inFlight);
  }

  private static List<Stored> below(List<Stored> objects, String folder) {
    return objects.stream().filter(o -> o.key().path().startsWith(folder)).toList();
  }

  /** Written down before, so that nobody finds a gap that is not explained. */
  private void remove(List<GarbageItem> items, Instant now) throws IOException {
    for (int from = 0; from < items.size(); from += BATCH) {
      List<GarbageItem> batch = items.subList(from, Math.min(items.size(), from + BATCH));
      write(
          Tombstones.REMOVALS,
          now,
          new Tombstones.Removal(
              now,
              by,
              batch.stream()
                  .map(i -> new Tombstones.Gone(new ObjectKey(i.name()), i.bytes(), i.why()))
                  .toList()));
      for (GarbageItem item : batch) {
        upkeep.remove(new ObjectKey(item.name()));
      }
    }
  }

  private void condemn(GarbagePlan plan, Instant now) throws IOException {
    List<ObjectKey> round = new ArrayList<>(plan.roundless());
    for (GarbageItem item : plan.condemnable()) {
      ObjectKey key = new ObjectKey(item.name());
      store.create(
          Tombstones.condemnation(key),
          CanonicalJson.write(new Tombstones.Condemned(key, item.bytes(), item.why(), now, by)));
      round.add(key);
      if (round.size() >= BATCH) {
        write(Tombstones.ROUNDS, now, new Tombstones.Round(now, by, round));
        round.clear();
      }
    }
    if (!round.isEmpty()) {
      write(Tombstones.ROUNDS, now, new Tombstones.Round(now, by, round));
    }
  }

  private void write(String folder, Instant now, Object document) throws IOException {
    String id = TIME.format(now) + "-" + UUID.randomUUID();
    store.create(ObjectKey.of(folder, id + ".json"), CanonicalJson.write(document));
  }

  private List<Unfinished> abandoned(Instant now, Duration grace) throws IOException {
    Instant limit = now.minus(grace.compareTo(ABANDONED) > 0 ? grace : ABANDONED);
    return upkeep.unfinished().stream().filter(u -> u.since().isBefore(limit)).toList();
  }

  private static List<Stored> checkpoints(List<Stored> objects, Instant limit) {
    return Checkpoints.superseded(objects).stream()
        .filter(c -> c.modified().isBefore(limit))
        .toList();
  }

  private static GarbageItem item(Unfinished u) {
    return new GarbageItem(
        GarbageKind.UNFINISHED,
        u.name(),
        u.bytes(),
        "its writer has not gone on since " + u.since());
  }

  private static GarbageItem item(Stored checkpoint) {
    return new GarbageItem(
        GarbageKind.CHECKPOINT,
        checkpoint.key().path(),
        checkpoint.bytes(),
        "later ones are there");
  }
}
