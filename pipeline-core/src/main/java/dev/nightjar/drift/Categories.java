package dev.nightjar.drift;

import dev.nightjar.dataset.FrameColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A column whose values are names: texts, or numbers that are meant as such. */
@SuppressWarnings("ArrayRecordComponent")
record Categories(int[] codes, List<String> dictionary) {

  static Categories of(FrameColumn column) {
    if (column instanceof FrameColumn.Texts texts) {
      return new Categories(texts.codes(), texts.dictionary());
    }
    double[] values = ((FrameColumn.Numbers) column).values();
    double[] known =
        Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().distinct().toArray();
    int[] codes = new int[values.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = Double.isNaN(values[i]) ? -1 : Arrays.binarySearch(known, values[i]);
    }
    return new Categories(codes, Arrays.stream(known).mapToObj(Double::toString).toList());
  }

  /** Adds how often each occurs to its entry's place. */
  void count(Map<String, long[]> counts, int place) {
    long[] own = new long[dictionary.size()];
    for (int code : codes) {
      if (code >= 0) {
        own[code]++;
      }
    }
    for (int i = 0; i < own.length; i++) {
      if (own[i] > 0) {
        counts.computeIfAbsent(dictionary.get(i), name -> new long[2])[place] += own[i];
      }
    }
  }

  /** The cell of each row. */
  int[] cells(Map<String, Integer> ofName, int missing) {
    int[] ofCode = new int[dictionary.size()];
    for (int i = 0; i < ofCode.length; i++) {
      ofCode[i] = ofName.getOrDefault(dictionary.get(i), missing);
    }
    return Arrays.stream(codes).map(code -> code < 0 ? missing : ofCode[code]).toArray();
  }
}
