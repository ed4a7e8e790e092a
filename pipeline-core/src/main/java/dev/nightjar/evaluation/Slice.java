package dev.nightjar.evaluation;

import java.util.BitSet;

/**
 * A slice of a test set, resolved to its rows.
 *
 * @param spec text of the {@link SliceSpec} that it came from, such as {@code Origin}
 * @param name what people call it, such as {@code Origin=IAH}
 * @param rows the rows that it holds; never written to
 */
public record Slice(String spec, String name, BitSet rows) {}
