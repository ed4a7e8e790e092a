package dev.nightjar.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/**
 * The outputs of steps in the object store, one object for each step of a run: {@code
 * runs/<pipeline>/<logical time>/<run id>/<step>.json}. They are created once and never changed.
 * Thread-safe.
 */
public final class StepStore {

  private static final int TRIES = 3;

  private final ObjectStore store;

  public StepStore(ObjectStore store) {
    this.store = store;
  }

  /**
   * An output as it is kept.
   *
   * @param inputDigest what it was made from
   * @param output what was made
   */
  public record Kept(Digest inputDigest, StepOutput output) {}

  RunLogs logs() {
    return RunLogs.plain(store);
  }

  RunFacts facts() {
    return new RunFacts(store);
  }

  /** The object of this step's output. */
  public static ObjectKey key(Slot slot, RunId run, String step) {
    return ObjectKey.of(slot.folder().path(), run.hex(), step + ".json");
  }

  /** The output of the step in this run, or empty when it is not done. */
  public Optional<Kept> read(Slot slot, RunId run, String step) throws IOException {
    ObjectKey key = key(slot, run, step);
    byte[] bytes;
    try {
      bytes = store.read(key);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      Document document = CanonicalJson.read(bytes, Document.class);
      StepOutput output = StepOutput.of(document.output(), document.outcome());
      return Optional.of(new Kept(document.inputDigest(), output));
    } catch (IOException e) {
      throw new IOException("the output " + key + " in " + store.location() + " is damaged", e);
    }
  }

  /**
   * The output that an earlier run of the slot made from the same inputs; of several the latest.
   * Empty when the step has to be done.
   */
  public Optional<StepOutput> earlier(Run run, String step, Digest inputDigest) throws IOException {
    for (int ordinal = run.ordinal() - 1; ordinal >= 1; ordinal--) {
      Optional<Kept> kept = read(run.slot(), RunId.of(run.slot(), ordinal), step);
      if (kept.isPresent() && kept.get().inputDigest().equals(inputDigest)) {
        return Optional.of(kept.get().output());
      }
    }
    return Optional.empty();
  }

  /**
   * Keeps the output, unless one is there already.
   *
   * @return what is kept now: this output, or the one that another worker kept before
   */
  public Kept create(Run run, String step, Kept made) throws IOException {
    ObjectKey key = key(run.slot(), run.id(), step);
    byte[] bytes = document(made);
    IOException unknown = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        if (store.create(key, bytes)) {
          return made;
        }
      } catch (IOException e) {
        unknown = e;
      }
      // Also after a failure: the object may be there nevertheless.
      Optional<Kept> kept = read(run.slot(), run.id(), step);
      if (kept.isPresent()) {
        return kept.get();
      }
    }
    throw unknown != null ? unknown : new IOException("the object " + key + " comes and goes");
  }

  // Canonical JSON within canonical JSON is as it was: a megabyte need not be read to be wrapped.
  private static byte[] document(Kept made) {
    String head = CanonicalJson.text(new Head(made.inputDigest(), made.output().outcome()));
    String document =
        head.substring(0, head.length() - 1) + ",\"output\":" + made.output().json() + "}";
    return document.getBytes(StandardCharsets.UTF_8);
  }

  /** The members of a document that come before its output. */
  private record Head(Digest inputDigest, Outcome outcome) {}

  private record Document(Digest inputDigest, Outcome outcome, JsonNode output) {}
}
