package dev.nightjar.multiclass;

import java.util.Arrays;

/**
 * The weight of the rows of each class, of those called so, and of those for which both are true.
 *
 * @param weight of all rows
 * @param right weight of the rows that are called what they are
 * @param hits by class
 * @param actual by class
 * @param called by class
 * @param ofClass how many rows that count are of each class
 * @param saidClass how many are called so
 * @param both how many are of it and called so
 */
@SuppressWarnings("ArrayRecordComponent")
record Margins(
    double weight,
    double right,
    double[] hits,
    double[] actual,
    double[] called,
    long[] ofClass,
    long[] saidClass,
    long[] both) {

  static Margins of(ClassSet set, String role, int[] rows) {
    int classes = set.classes().size();
    int[] said = set.said(role).classes();
    double[] hits = new double[classes];
    double[] actual = new double[classes];
    double[] called = new double[classes];
    long[] ofClass = new long[classes];
    long[] saidClass = new long[classes];
    long[] both = new long[classes];
    double weight = 0;
    double right = 0;
    for (int row : rows) {
      double w = set.weight(row);
      int is = set.actual()[row];
      if (w > 0) {
        weight += w;
        actual[is] += w;
        called[said[row]] += w;
        ofClass[is]++;
        saidClass[said[row]]++;
        if (is == said[row]) {
          hits[is] += w;
          both[is]++;
          right += w;
        }
      }
    }
    return new Margins(weight, right, hits, actual, called, ofClass, saidClass, both);
  }

  long rows() {
    return Arrays.stream(ofClass).sum();
  }

  /** Rows of the rarest of the classes that occur. */
  long rarest() {
    return Arrays.stream(ofClass).filter(n -> n > 0).min().orElse(0);
  }

  /** Rows that are not of the commonest class: of two classes, those of the rarer one. */
  long uncommon() {
    return rows() - Arrays.stream(ofClass).max().orElse(0);
  }

  /** Rows that the ratio is about. */
  long rows(ClassRatio ratio, int c) {
    long of = ratio.b() == 0 ? 0 : ofClass[c];
    long said = ratio.c() == 0 ? 0 : saidClass[c];
    return of > 0 && said > 0 ? of + said - both[c] : of + said;
  }
}
