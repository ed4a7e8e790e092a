package dev.nightjar.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a step made: one immutable JSON document, and how the run goes on. Two are equal when these
 * are. Thread-safe.
 */
public final class StepOutput {

  private final String json;
  private final Outcome outcome;

  // A night's evaluation is a megabyte, and six who look at it do not each have to read it.
  private volatile @Nullable Object seen;
  private volatile @Nullable Digest digest;

  private StepOutput(String json, Outcome outcome) {
    this.json = json;
    this.outcome = outcome;
  }

  /** The value as a document, and how the run goes on. */
  public static StepOutput of(Object value, Outcome outcome) {
    return new StepOutput(CanonicalJson.text(value), outcome);
  }

  /** The value as a document, and the run goes on. */
  public static StepOutput next(Object value) {
    return of(value, new Outcome.Continue());
  }

  /** The value as a document, and the run is blocked. */
  public static StepOutput block(Object value, String reason) {
    return of(value, new Outcome.Block(reason));
  }

  /** The value as a document, and the run has failed. */
  public static StepOutput fail(Object value, FailureClass failureClass, String message) {
    return of(value, new Outcome.Fail(failureClass, message));
  }

  /** The value as a document that is not kept, and the run has gone stale. */
  public static StepOutput stale(Object value, String reason) {
    return of(value, new Outcome.Stale(reason));
  }

  /** The value as a document that is kept until a person has answered, and the run waits. */
  public static StepOutput await(Object value, String reason) {
    return of(value, new Outcome.Await(reason));
  }

  /** The value as a document, and the run has succeeded. */
  public static StepOutput finish(Object value, String text) {
    return of(value, new Outcome.Finish(text));
  }

  /** The document as {@link CanonicalJson}. */
  public String json() {
    return json;
  }

  /** How the run goes on. */
  public Outcome outcome() {
    return outcome;
  }

  /**
   * The document as a record; who asks twice may be given the same one.
   *
   * @throws IOException that says how it is not one
   */
  public <T> T as(Class<T> type) throws IOException {
    Object known = seen;
    if (known != null && known.getClass() == type) {
      return type.cast(known);
    }
    T read = CanonicalJson.read(bytes(), type);
    seen = read;
    return read;
  }

  /** The document as a tree. */
  JsonNode tree() {
    try {
      return CanonicalJson.parse(bytes());
    } catch (IOException e) {
      throw new UncheckedIOException("an output that is no JSON", e);
    }
  }

  /** The document's bytes in UTF-8. */
  public byte[] bytes() {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** The digest of the document. */
  public Digest digest() {
    Digest known = digest;
    if (known == null) {
      known = Digest.of(json);
      digest = known;
    }
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StepOutput that
        && json.equals(that.json)
        && outcome.equals(that.outcome);
  }

  @Override
  public int hashCode() {
    return Objects.hash(json, outcome);
  }

  @Override
  public String toString() {
    return outcome + " " + json;
  }
}
