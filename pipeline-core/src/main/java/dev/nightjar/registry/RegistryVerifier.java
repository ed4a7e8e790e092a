package dev.nightjar.registry;

import dev.nightjar.model.Candidate;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Damage;
import dev.nightjar.store.Digest;
import dev.nightjar.store.LogAudit;
import dev.nightjar.store.LogEntry;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.RemovedObjectException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads again all that the log of a model names, and says what is not what it was: the chain from
 * entry 1, each manifest, model, encoder and key list, and further objects that a caller knows of.
 * It goes on behind what is damaged, so that all of it is named. Not thread-safe.
 */
public final class RegistryVerifier {

  private static final int BUFFER = 1 << 16;

  private final ObjectStore store;
  private final String model;
  private final Listener listener;
  private final List<Damage> damages = new ArrayList<>();
  private long bytes;
  private long objects;

  /** A verifier of a model's registry, for one verification. */
  public RegistryVerifier(ObjectStore store, String model, Listener listener) {
    this.store = store;
    this.model = model;
    this.listener = listener;
  }

  /** Told of progress. */
  @FunctionalInterface
  public interface Listener {
    /** What is being read, how many bytes of how many that are known of by now. */
    void reading(String what, long done, long total);
  }

  /** Something that is named by its digest. */
  public record Named(ObjectKey key, String what, Digest digest) {}

  /**
   * Reads everything.
   *
   * @param more further objects with the digests that the log names
   */
  public Verified verify(List<Named> more) throws IOException {
    LogAudit.Result log =
        LogAudit.of(
            store, "models/" + model, (key, done, total) -> listener.reading("log", done, total));
    damages.addAll(log.damages());
    if (log.damages().isEmpty()) {
      champions(log.entries());
    }
    SortedMap<ObjectKey, Named> manifests = new TreeMap<>();
    for (LogEntry entry : log.entries()) {
      for (Named manifest : manifests(entry)) {
        manifests.putIfAbsent(manifest.key(), manifest);
      }
    }
    SortedMap<ObjectKey, Named> blobs = new TreeMap<>();
    for (Named manifest : manifests.values()) {
      blobs(manifest).forEach(blob -> blobs.putIfAbsent(blob.key(), blob));
    }
    more.forEach(named -> blobs.putIfAbsent(named.key(), named));
    read(blobs.values());
    return new Verified(model, log.read(), manifests.size(), objects, bytes + log.bytes(), damages);
  }

  /** Each writer must have seen the champion that the entries before it give. */
  private void champions(List<LogEntry> entries) {
    RegistryFold fold = new RegistryFold(RegistryState.empty(model));
    for (LogEntry entry : entries) {
      String seen = entry.expect().path("champion").textValue();
      if (!Objects.equals(seen, fold.champion())) {
        damages.add(
            new Damage(
                ObjectKey.of("models", model, "log", String.format("%020d.json", entry.seq())),
                "entry " + entry.seq() + ", in expect",
                "champion " + fold.champion() + " by the entries before",
                "champion " + seen));
      }
      fold.add(entry);
    }
  }

  private List<Named> manifests(LogEntry entry) {
    List<Named> named = new ArrayList<>();
    for (Effect.Seeded event : RegistryFold.events(entry)) {
      Effect effect = event.effect();
      Digest digest = effect.manifest();
      if (digest != null) {
        String origin = effect.origin() == null ? model : effect.origin();
        ObjectKey key = ObjectKey.of("models", origin, "manifests", digest + ".json");
        named.add(new Named(key, "manifest of " + effect.version(), digest));
      }
    }
    return named;
  }

  private List<Named> blobs(Named manifest) throws IOException {
    byte[] content;
    try {
      content = store.read(manifest.key());
    } catch (NoSuchFileException e) {
      missing(manifest);
      return List.of();
    }
    bytes += content.length;
    Digest found = Digest.of(content);
    if (!found.equals(manifest.digest())) {
      damaged(manifest, found);
      return List.of();
    }
    Candidate candidate = CanonicalJson.read(content, Candidate.class);
    String version = manifest.what().replace("manifest", "").strip();
    List<Named> named = new ArrayList<>();
    candidate.blobs().forEach((what, digest) -> named.add(blob(what + " " + version, digest)));
    return List.copyOf(named);
  }

  private static Named blob(String what, Digest digest) {
    return new Named(Blobs.key(digest), what, digest);
  }

  private void read(Iterable<Named> all) throws IOException {
    long total = 0;
    for (Named named : all) {
      total += store.size(named.key()).orElse(0);
    }
    long done = 0;
    byte[] buffer = new byte[BUFFER];
    for (Named named : all) {
      MessageDigest sha = Digest.sha256();
      try (InputStream in = open(named)) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          sha.update(buffer, 0, n);
          done += n;
          listener.reading(named.what(), done, total);
        }
      } catch (RemovedObjectException e) {
        // What a rule of retention gave up is no damage; anything else that is gone is.
        if (!e.isRetention()) {
          missing(named);
        }
        continue;
      } catch (NoSuchFileException e) {
        missing(named);
        continue;
      }
      objects++;
      Digest found = Digest.finish(sha);
      if (!found.equals(named.digest())) {
        damaged(named, found);
      }
    }
    bytes += done;
  }

  private InputStream open(Named named) throws IOException {
    return named.key().equals(Blobs.key(named.digest()))
        ? new Blobs(store).open(named.digest())
        : store.open(named.key());
  }

  private void missing(Named named) {
    damages.add(new Damage(named.key(), named.what(), "SHA-256 " + named.digest(), "nothing"));
  }

  private void damaged(Named named, Digest found) {
    damages.add(
        new Damage(named.key(), named.what(), "SHA-256 " + named.digest(), "SHA-256 " + found));
  }
}
