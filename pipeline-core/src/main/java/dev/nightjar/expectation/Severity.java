package dev.nightjar.expectation;

/** What a failed expectation does to the night. */
public enum Severity {
  /** Blocks it before training. */
  CRITICAL,
  /** Is reported. */
  WARNING,
  /** Is reported quietly. */
  INFO
}
