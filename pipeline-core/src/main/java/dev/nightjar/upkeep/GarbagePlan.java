package dev.nightjar.upkeep;

import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.StoreUpkeep.Stored;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says of each blob what becomes of it. Pure. */
final class GarbagePlan {

  private final Condemnations condemnations;
  private final Reachability reachability;
  private final Exemptions exemptions;
  private final Instant limit;

  private final List<GarbageItem> removable = new ArrayList<>();
  private final List<GarbageItem> condemnable = new ArrayList<>();
  private final List<GarbageItem> waiting = new ArrayList<>();
  private final List<ObjectKey> roundless = new ArrayList<>();
  private long keptCount;
  private long keptBytes;

  /**
   * Plans.
   *
   * @param condemnations read before the documents were
   * @param limit what was written or condemned at this instant or before is past the grace period
   */
  GarbagePlan(
      BlobFiles blobs,
      Condemnations condemnations,
      Reachability reachability,
      Exemptions exemptions,
      Instant limit) {
    this.condemnations = condemnations;
    this.reachability = reachability;
    this.exemptions = exemptions;
    this.limit = limit;
    blobs.copies().forEach(this::blob);
  }

  private void blob(Digest digest, List<Stored> copies) {
    boolean named = reachability.holds(digest);
    boolean safe = copies.stream().anyMatch(copy -> !condemnations.contains(copy.key()));
    for (Stored copy : copies) {
      boolean condemned = condemnations.contains(copy.key());
      if (named && !(condemned && safe)) {
        keptCount++;
        keptBytes += copy.bytes();
      } else if (condemned) {
        condemned(copy, item(digest, copy, named));
      } else if (!copy.modified().isAfter(limit)) {
        condemnable.add(item(digest, copy, false));
      }
      if (condemned && condemnations.since(copy.key()) == null) {
        roundless.add(copy.key());
      }
    }
  }

  private void condemned(Stored copy, GarbageItem item) {
    Instant since = condemnations.since(copy.key());
    if (since != null && !since.isAfter(limit)) {
      removable.add(item);
    } else {
      waiting.add(item);
    }
  }

  private GarbageItem item(Digest digest, Stored copy, boolean named) {
    String name = copy.key().path();
    if (named) {
      return new GarbageItem(
          GarbageKind.COPY, name, copy.bytes(), "stored again under a later key");
    }
    @Nullable String rule = exemptions.why(digest);
    return rule == null
        ? new GarbageItem(GarbageKind.BLOB, name, copy.bytes(), "no document names it")
        : new GarbageItem(GarbageKind.RETIRED, name, copy.bytes(), rule);
  }

  /** Condemned long enough ago, and still not needed. */
  List<GarbageItem> removable() {
    return removable;
  }

  /** Not needed, and old enough to be condemned. */
  List<GarbageItem> condemnable() {
    return condemnable;
  }

  /** Condemned, but not long enough ago. */
  List<GarbageItem> waiting() {
    return waiting;
  }

  /** Condemned by a collection that was killed before it had said since when. */
  List<ObjectKey> roundless() {
    return roundless;
  }

  GarbageReport.Sum kept() {
    return new GarbageReport.Sum(keptCount, keptBytes);
  }
}
