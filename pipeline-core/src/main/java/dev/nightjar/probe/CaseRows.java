package dev.nightjar.probe;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows that a case is about.
 *
 * @param matched how many there are
 * @param tried the numbers of those that say something, ascending
 * @param changed these rows with what is set in them
 */
@SuppressWarnings("ArrayRecordComponent")
public record CaseRows(long matched, int[] tried, Frame changed) {

  /**
   * Finds them.
   *
   * @param frame all rows of the set, with the features
   * @param made what the case's expressions make of the same rows: {@code where}, and by the name
   *     of a feature what is set
   * @throws IllegalArgumentException when they are not the same rows
   */
  public static CaseRows of(Case asked, Frame frame, Frame made) {
    if (!Arrays.equals(keys(frame), keys(made))) {
      throw new IllegalArgumentException("a case looks at other rows than those that were scored");
    }
    int[] matched =
        asked.where() == null
            ? IntStream.range(0, frame.rows()).toArray()
            : numbers(made.numbers(where(asked)));
    Frame before = frame.at(matched);
    Frame values = made.at(matched);
    List<FrameColumn> columns = new ArrayList<>();
    for (String feature : asked.set().keySet()) {
      columns.add(named(feature, values.column(set(asked, feature))));
    }
    Frame after = before.with(columns);
    int[] tried =
        IntStream.range(0, matched.length)
            .filter(row -> !asked.claim().compares() || differs(before, columns, row))
            .toArray();
    return new CaseRows(
        matched.length, Arrays.stream(tried).map(row -> matched[row]).toArray(), after.at(tried));
  }

  /** What the column of the condition is called in what expressions make. */
  public static String where(Case asked) {
    return "cases." + asked.name() + ".where";
  }

  /** The same of what is set in a feature. */
  public static String set(Case asked, String feature) {
    return "cases." + asked.name() + ".set." + feature;
  }

  private static long[] keys(Frame frame) {
    return ((FrameColumn.Longs) frame.column(Rows.KEY)).values();
  }

  private static int[] numbers(double[] flags) {
    return IntStream.range(0, flags.length).filter(row -> flags[row] == 1).toArray();
  }

  private static FrameColumn named(String name, FrameColumn column) {
    return column instanceof FrameColumn.Texts texts
        ? new FrameColumn.Texts(name, texts.codes(), texts.dictionary())
        : new FrameColumn.Numbers(name, ((FrameColumn.Numbers) column).values());
  }

  private static boolean differs(Frame before, List<FrameColumn> after, int row) {
    return after.stream()
        .anyMatch(column -> !Probe.same(before.column(column.name()), column, row));
  }
}
