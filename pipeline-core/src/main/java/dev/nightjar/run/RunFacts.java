package dev.nightjar.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The beginning and the end of runs as facts beside the outputs of their steps: {@code begun.json}
 * and {@code ended.json}, and {@code awaiting.json} of those that a person has to approve. A ledger
 * that was lost is rebuilt from them; nothing else reads the first two. Thread-safe.
 *
 * @param store where they are
 */
public record RunFacts(ObjectStore store) {

  /** The name of the fact that a run began. */
  public static final String BEGUN = "begun.json";

  /** The name of the fact that a run waits, or waited, for approval. */
  public static final String AWAITING = "awaiting.json";

  /** The name of the fact that a run ended. */
  public static final String ENDED = "ended.json";

  /**
   * The name of the fact what was to be run: written and read by those who know what steps mean.
   */
  public static final String REQUEST = "request.json";

  /** A run began. */
  public record Begun(int ordinal, Digest pin, Instant startedAt, @Nullable RunOptions options) {}

  /** A run ended. */
  public record Ended(
      RunState.Status status, String text, @Nullable FailureClass failure, Instant finishedAt) {}

  /**
   * A run waits for approval, or did.
   *
   * @param text what is waited for
   * @param since when it began to wait
   * @param output what its last step would do
   */
  public record Awaiting(String text, Instant since, JsonNode output) {}

  /** Writes down that the run waits, unless that is written. */
  void await(Run run, StepOutput output) {
    Instant since = Objects.requireNonNull(run.finishedAt(), "when it began to wait");
    write(
        key(run.slot(), run.id(), AWAITING),
        new Awaiting(run.state().text(), since, output.tree()));
  }

  /** Writes down that the run began, unless that is written. */
  void begin(Run run) {
    write(
        key(run.slot(), run.id(), BEGUN),
        new Begun(
            run.ordinal(),
            run.pin(),
            run.startedAt(),
            run.options().isEmpty() ? null : run.options()));
  }

  /** Writes down how the run ended. */
  void end(Run run) {
    Instant at = run.finishedAt();
    if (at != null) {
      RunState state = run.state();
      write(
          key(run.slot(), run.id(), ENDED),
          new Ended(state.status(), state.text(), state.failure(), at));
    }
  }

  private void write(ObjectKey key, Object fact) {
    try {
      store.create(key, CanonicalJson.write(fact));
    } catch (IOException e) {
      // It would only help to rebuild a ledger. What ails the store, the first step says better.
    }
  }

  /** How the run began, if that is known. */
  public Optional<Begun> begun(Slot slot, RunId run) throws IOException {
    return read(key(slot, run, BEGUN), Begun.class);
  }

  /** For what the run waits or waited, if it does or did and that is known. */
  public Optional<Awaiting> awaiting(Slot slot, RunId run) throws IOException {
    return read(key(slot, run, AWAITING), Awaiting.class);
  }

  /** How the run ended, if it did and that is known. */
  public Optional<Ended> ended(Slot slot, RunId run) throws IOException {
    return read(key(slot, run, ENDED), Ended.class);
  }

  private <T> Optional<T> read(ObjectKey key, Class<T> type) throws IOException {
    try {
      return Optional.of(CanonicalJson.read(store.read(key), type));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static ObjectKey key(Slot slot, RunId run, String name) {
    return ObjectKey.of(slot.folder().path(), run.hex(), name);
  }
}
