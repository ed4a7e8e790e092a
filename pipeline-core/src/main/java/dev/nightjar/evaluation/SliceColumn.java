package dev.nightjar.evaluation;

import java.util.List;

/**
 * A column made ready for a search.
 *
 * @param codes for each row the place of its value among {@code names}; −1: none that has a name
 * @param names what people call the slices of single values, such as {@code carrier=Robin}
 */
@SuppressWarnings("ArrayRecordComponent")
record SliceColumn(int[] codes, List<String> names) {}
