package dev.nightjar.upkeep;

import dev.nightjar.store.Blobs;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.RemovedObjectException;
import dev.nightjar.store.StoreUpkeep.Stored;
import dev.nightjar.text.Figures;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks in the listing for every blob that a document names, and holds its size against what the
 * document says. No blob is read.
 */
final class BlobDoctor {

  private static final int NAMED = 20;

  private final ObjectStore store;
  private final References references;
  private final List<Finding> found = new ArrayList<>();

  private BlobDoctor(ObjectStore store, References references) {
    this.store = store;
    this.references = references;
  }

  /**
   * Examines.
   *
   * @param references what logs and manifests name; the documents of runs are read here
   * @param deep whether snapshots and outputs of steps are read too, which repeat what logs and
   *     decisions say
   */
  static void examine(
      ObjectStore store,
      List<Stored> objects,
      References references,
      boolean deep,
      List<Finding> findings)
      throws IOException {
    BlobDoctor doctor = new BlobDoctor(store, references);
    for (Stored object : objects) {
      String path = object.key().path();
      boolean decision = path.startsWith("runs/") && path.endsWith("/decision.json");
      boolean further = deep && Reachability.isRoot(object.key()) && !path.contains("/log/");
      if (decision || further) {
        doctor.document(object.key());
      }
    }
    doctor.compare(BlobFiles.of(objects));
    int shown = Math.min(NAMED, doctor.found.size());
    findings.addAll(doctor.found.subList(0, shown));
    if (doctor.found.size() > shown) {
      findings.add(
          Finding.error(
              "blobs",
              doctor.found.size() - shown + " more blobs that documents name are missing or cut",
              "put back all of blobs/ from a copy of the store"));
    }
    if (doctor.found.isEmpty()) {
      findings.add(
          Finding.ok(
              "blobs",
              "all "
                  + Figures.count(references.named().size())
                  + " blobs that documents name are there"));
    }
  }

  private void document(ObjectKey key) throws IOException {
    byte[] content = store.read(key);
    try {
      references.add(key, CanonicalJson.parse(content));
    } catch (IOException e) {
      found.add(
          Finding.error(
              "blobs",
              key + " is damaged: " + e.getMessage(),
              "put it back from a copy of the store"));
    }
  }

  private void compare(BlobFiles files) throws IOException {
    for (Map.Entry<Digest, References.Named> reference : references.named().entrySet()) {
      References.Named named = reference.getValue();
      List<Stored> copies = files.copies().getOrDefault(reference.getKey(), List.of());
      if (copies.isEmpty()) {
        missing(reference.getKey(), named);
      }
      for (Stored copy : copies) {
        if (named.bytes() >= 0 && copy.bytes() != named.bytes()) {
          report(
              copy.key(),
              "has %d bytes, but must have %d".formatted(copy.bytes(), named.bytes()),
              named);
        }
      }
    }
  }

  private void missing(Digest digest, References.Named named) throws IOException {
    ObjectKey key = Blobs.key(digest);
    try {
      // A document may be younger than the listing.
      new Blobs(store).open(digest).close();
    } catch (RemovedObjectException e) {
      if (!e.isRetention()) {
        report(key, String.valueOf(e.getReason()), named);
      }
    } catch (NoSuchFileException e) {
      report(key, "is missing", named);
    }
  }

  private void report(ObjectKey key, String what, References.Named named) {
    found.add(
        Finding.error(
            "blobs",
            "%s %s: %s, named by %s".formatted(key, what, named.what(), named.by()),
            cure(key, named)));
  }

  private static String cure(ObjectKey key, References.Named named) {
    String back = "put " + key + " back from a copy of the store";
    return switch (named.kind()) {
      case SEGMENT -> back + ", or take the segment back: nightjar dataset retract";
      case DECISION_PART ->
          back + "; until then the night's decision stands and cannot be replayed";
      case MODEL, VERSION_PART ->
          back + "; until then nightjar registry verify names the version that it belongs to";
    };
  }
}
