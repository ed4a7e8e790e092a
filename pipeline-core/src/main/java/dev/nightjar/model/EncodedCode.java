package dev.nightjar.model;

import dev.nightjar.dataset.FrameColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers that are names, such as a weekday: a column of 0 and 1 for each.
 *
 * @param name the frame's column
 * @param categories that have a column, ascending
 * @param other whether one more column takes every other number; without it such a row is all zeros
 * @param missing whether one more column takes missing numbers; without it such a row is all zeros
 */
public record EncodedCode(String name, List<Double> categories, boolean other, boolean missing)
    implements EncodedFeature {

  public EncodedCode {
    categories = List.copyOf(categories);
  }

  @Override
  public List<String> columns() {
    List<String> names = new ArrayList<>();
    for (double category : categories) {
      boolean whole = category == Math.rint(category) && Math.abs(category) < 1e15;
      names.add(name + " = " + (whole ? Long.toString((long) category) : category));
    }
    OneHot.addExtras(names, name, other, missing);
    return names;
  }

  @Override
  public String expects() {
    return "numbers";
  }

  @Override
  public boolean accepts(FrameColumn column) {
    return column instanceof FrameColumn.Numbers;
  }

  @Override
  public ColumnWriter on(FrameColumn column) {
    double[] numbers = ((FrameColumn.Numbers) column).values();
    double[] sorted = categories.stream().mapToDouble(Double::doubleValue).toArray();
    int rest = OneHot.other(sorted.length, other);
    int absent = OneHot.missing(sorted.length, other, missing);
    return OneHot.writer(
        row -> {
          double x = numbers[row];
          if (Double.isNaN(x)) {
            return absent;
          }
          // Adding 0.0 makes -0.0 the 0.0 that the categories hold.
          int place = Arrays.binarySearch(sorted, x + 0.0);
          return place < 0 ? rest : place;
        });
  }
}
