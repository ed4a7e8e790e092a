package dev.nightjar.upkeep;

import com.fasterxml.jackson.annotation.JsonValue;

/** What can be garbage. Logs, decisions and everything else is none, ever. */
public enum GarbageKind {
  /** Bytes that no document names. */
  BLOB("blobs that nothing names"),
  /** What a rule of retention gave up. */
  RETIRED("blobs past their retention"),
  /** A condemned key whose bytes were stored again under a later one. */
  COPY("doubled blobs"),
  /** A temporary file or a multipart upload of a writer that was killed. */
  UNFINISHED("unfinished writes"),
  /** A checkpoint of a log that later ones replaced. */
  CHECKPOINT("superseded checkpoints");

  private final String text;

  GarbageKind(String text) {
    this.text = text;
  }

  /** In words, in the plural. */
  @JsonValue
  public String text() {
    return text;
  }
}
