package dev.nightjar.expectation;

/**
 * An expectation that fits what was seen.
 *
 * @param spec the expectation
 * @param comment one line that says what was seen
 */
public record Suggestion(ExpectationSpec spec, String comment) {}
