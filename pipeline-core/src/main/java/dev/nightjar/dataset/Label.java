package dev.nightjar.dataset;

import org.jspecify.annotations.Nullable;

/**
 * What is predicted, and when it is known.
 *
 * @param name what people call it
 * @param when true for the positive class; rows where it is null have no label
 * @param knownAt when a row's label became known; null: with the row
 * @param completeAfter how long after its event time a row's label is known for every class
 */
public record Label(
    String name, Expression when, @Nullable Expression knownAt, Span completeAfter) {}
