package dev.nightjar.evaluation;

import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes values of columns that slices can name. Texts are taken as they are; so are numbers of
 * which there are at most {@value #BINS} different ones, and others are cut into about so many bins
 * of equal mass. What is missing is a value too. Bins are those of the rows that are searched, so
 * that the other rows have no say.
 */
final class SliceColumns {

  static final int BINS = 10;

  private final Frame frame;
  private final int[] searched;

  SliceColumns(Frame frame, int[] searched) {
    this.frame = frame;
    this.searched = searched;
  }

  SliceColumn of(SliceSpec spec) {
    FrameColumn column = frame.column(spec.text());
    if (spec instanceof SliceSpec.Where) {
      double[] flags = frame.numbers(spec.text());
      return new SliceColumn(
          codes(row -> flags[row] == 1 ? 0 : -1), List.of("(" + spec.text() + ")"));
    }
    if (column instanceof FrameColumn.Texts texts) {
      return texts(texts);
    }
    if (column instanceof FrameColumn.Longs longs) {
      return numbers(column.name(), Arrays.stream(longs.values()).asDoubleStream().toArray());
    }
    return numbers(column.name(), ((FrameColumn.Numbers) column).values());
  }

  private static SliceColumn texts(FrameColumn.Texts texts) {
    List<String> names = new ArrayList<>();
    texts.dictionary().forEach(value -> names.add(texts.name() + "=" + value));
    int missing = names.size();
    names.add(missing(texts.name()));
    int[] codes = texts.codes().clone();
    for (int row = 0; row < codes.length; row++) {
      codes[row] = codes[row] < 0 ? missing : codes[row];
    }
    return new SliceColumn(codes, names);
  }

  private static String missing(String column) {
    return column + "=(missing)";
  }

  private SliceColumn numbers(String name, double[] values) {
    double[] sorted =
        Arrays.stream(searched)
            .mapToDouble(row -> values[row] + 0.0)
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .toArray();
    double[] distinct = Arrays.stream(sorted).distinct().toArray();
    if (distinct.length <= BINS) {
      List<String> names = new ArrayList<>();
      for (double value : distinct) {
        names.add(name + "=" + Slices.print(value));
      }
      names.add(missing(name));
      return new SliceColumn(
          codes(
              row ->
                  Double.isNaN(values[row])
                      ? distinct.length
                      : Math.max(-1, Arrays.binarySearch(distinct, values[row] + 0.0))),
          names);
    }
    double[] edges = edges(sorted);
    return new SliceColumn(
        codes(row -> Double.isNaN(values[row]) ? edges.length + 1 : bin(edges, values[row] + 0.0)),
        bins(name, edges));
  }

  /** Where bins begin, but the first: a bin is full when it has a tenth of the rows. */
  private static double[] edges(double[] sorted) {
    List<Double> edges = new ArrayList<>();
    int begun = 0;
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] != sorted[i - 1] && (i - begun) * (long) BINS >= sorted.length) {
        edges.add(sorted[i]);
        begun = i;
      }
    }
    return edges.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static int bin(double[] edges, double value) {
    int at = Arrays.binarySearch(edges, value);
    return at >= 0 ? at + 1 : -at - 1;
  }

  private static List<String> bins(String name, double[] edges) {
    List<String> names = new ArrayList<>();
    for (int b = 0; b <= edges.length; b++) {
      names.add(
          edges.length == 0
              ? name + " is a number"
              : b == 0
                  ? name + " < " + Slices.print(edges[0])
                  : b == edges.length
                      ? name + " >= " + Slices.print(edges[b - 1])
                      : name
                          + " in ["
                          + Slices.print(edges[b - 1])
                          + ", "
                          + Slices.print(edges[b])
                          + ")");
    }
    names.add(missing(name));
    return names;
  }

  private int[] codes(java.util.function.IntUnaryOperator code) {
    int[] codes = new int[frame.rows()];
    Arrays.setAll(codes, code);
    return codes;
  }
}
