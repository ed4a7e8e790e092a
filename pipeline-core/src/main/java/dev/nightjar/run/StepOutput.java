package dev.nightjar.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What a step made: one immutable JSON document, and how the run goes on.
 *
 * @param json the document as {@link CanonicalJson}
 * @param outcome how the run goes on
 */
public record StepOutput(String json, Outcome outcome) {

  /** The value as a document, and the run goes on. */
  public static StepOutput next(Object value) {
    return new StepOutput(CanonicalJson.text(value), new Outcome.Continue());
  }

  /** The value as a document, and the run is blocked. */
  public static StepOutput block(Object value, String reason) {
    return new StepOutput(CanonicalJson.text(value), new Outcome.Block(reason));
  }

  /** The value as a document, and the run has failed. */
  public static StepOutput fail(Object value, FailureClass failureClass, String message) {
    return new StepOutput(CanonicalJson.text(value), new Outcome.Fail(failureClass, message));
  }

  /** The value as a document that is not kept, and the run has gone stale. */
  public static StepOutput stale(Object value, String reason) {
    return new StepOutput(CanonicalJson.text(value), new Outcome.Stale(reason));
  }

  /** The value as a document that is kept until a person has answered, and the run waits. */
  public static StepOutput await(Object value, String reason) {
    return new StepOutput(CanonicalJson.text(value), new Outcome.Await(reason));
  }

  /** The value as a document, and the run has succeeded. */
  public static StepOutput finish(Object value, String text) {
    return new StepOutput(CanonicalJson.text(value), new Outcome.Finish(text));
  }

  /**
   * The document as a record.
   *
   * @throws IOException that says how it is not one
   */
  public <T> T as(Class<T> type) throws IOException {
    return CanonicalJson.read(bytes(), type);
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
    return Digest.of(json);
  }
}
