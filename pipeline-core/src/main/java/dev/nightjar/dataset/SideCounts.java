package dev.nightjar.dataset;

import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model is trained, tuned or judged on, in numbers: enough to see that it can say nothing.
 *
 * @param name for people, such as {@code the dev side}
 * @param rows how many there are
 * @param positives how many of them are of the positive class
 * @param group what rows belong together by; null: nothing
 * @param largest rows of the largest group; null: there is no group
 */
public record SideCounts(
    String name, int rows, int positives, @Nullable String group, @Nullable Integer largest) {

  /**
   * The side that a frame holds.
   *
   * @param frame with {@link DataEngine.Rows#LABEL}
   * @param group what people call the groups in {@link DataEngine.Rows#GROUP}; null: there are none
   */
  public static SideCounts of(String name, Frame frame, @Nullable String group) {
    return new SideCounts(
        name,
        frame.rows(),
        positives(frame),
        group,
        group == null ? null : GroupSizes.of(frame, DataEngine.Rows.GROUP).largest());
  }

  /**
   * The test set that a frame holds.
   *
   * @param unit what rows are grouped by, in words; null: they are not
   * @param units number of each row's unit; null likewise
   */
  public static SideCounts of(
      String name, Frame frame, @Nullable String unit, int @Nullable [] units) {
    Integer largest = units == null ? null : largest(units);
    return new SideCounts(name, frame.rows(), positives(frame), unit, largest);
  }

  private static int positives(Frame frame) {
    int positives = 0;
    for (double label : frame.numbers(DataEngine.Rows.LABEL)) {
      positives += label == 1 ? 1 : 0;
    }
    return positives;
  }

  private static int largest(int[] units) {
    int[] sizes = new int[units.length];
    int most = 0;
    for (int unit : units) {
      most = Math.max(most, ++sizes[unit]);
    }
    return most;
  }

  /**
   * Why the side is degenerate, in words with counts; empty: it is not.
   *
   * @param label what people call the label
   * @param key of {@code minimum} that is about this side's rows, such as {@code dev}
   * @param least fewest rows
   * @param minimum what every side must have
   */
  public List<String> faults(String label, String key, int least, Minimum minimum) {
    List<String> faults = new ArrayList<>();
    if (rows < least) {
      faults.add("%s has %s; minimum.%s is %d".formatted(name, words(rows), key, least));
    }
    if (rows > 0) {
      faults.addAll(classes(label, minimum.perClass()));
    }
    Integer most = largest;
    if (most != null && most > minimum.maxGroupShare() * rows) {
      faults.add(
          "one %s has %d of the %s of %s; minimum.max_group_share is %s"
              .formatted(group, most, words(rows), name, Figures.percent(minimum.maxGroupShare())));
    }
    return List.copyOf(faults);
  }

  private List<String> classes(String label, int perClass) {
    int negatives = rows - positives;
    if (positives == 0 || negatives == 0) {
      String all = rows == 1 ? "the one row" : "all " + rows + " rows";
      return List.of(
          "%s is %s for %s of %s: there is one class only"
              .formatted(label, positives > 0, all, name));
    }
    int fewer = Math.min(positives, negatives);
    return fewer >= perClass
        ? List.of()
        : List.of(
            "%s is %s for only %d of the %s of %s; minimum.per_class is %d"
                .formatted(label, positives < negatives, fewer, words(rows), name, perClass));
  }

  private static String words(int rows) {
    return rows == 0 ? "no rows" : rows == 1 ? "1 row" : rows + " rows";
  }
}
