package dev.nightjar.model;

import dev.nightjar.dataset.FrameColumn;
import java.util.ArrayList;
import java.util.List;

/**
 * A number: {@code (x − mean) / sd}, or as it is when {@code mean} is 0 and {@code sd} is 1.
 *
 * @param name the frame's column
 * @param mean subtracted
 * @param sd divided by; more than 0
 * @param value whether the number itself is a column; false when it was constant
 * @param indicator whether a second column is 1 where the number is missing; the number is then 0,
 *     which is the mean
 * @param keepMissing whether a missing number stays NaN
 */
public record EncodedNumber(
    String name, double mean, double sd, boolean value, boolean indicator, boolean keepMissing)
    implements EncodedFeature {

  /** Throws {@link IllegalArgumentException} when {@code sd} is not a finite number above 0. */
  public EncodedNumber {
    if (!(sd > 0 && sd < Double.POSITIVE_INFINITY) || !Double.isFinite(mean)) {
      throw new IllegalArgumentException(
          name + ": mean " + mean + " and sd " + sd + " scale nothing");
    }
  }

  @Override
  public List<String> columns() {
    List<String> names = new ArrayList<>();
    if (value) {
      names.add(name);
    }
    if (indicator) {
      names.add(name + " is missing");
    }
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
    float missing = keepMissing ? Float.NaN : 0f;
    return (from, to, out, at, width) -> {
      int bad = 0;
      for (int row = from, i = at; row < to; row++, i += width) {
        double x = numbers[row];
        boolean absent = Double.isNaN(x);
        if (value) {
          float encoded = absent ? missing : (float) ((x - mean) / sd);
          out[i] = encoded;
          bad += Float.isInfinite(encoded) ? 1 : 0;
        }
        if (indicator && absent) {
          out[i + (value ? 1 : 0)] = 1f;
        }
      }
      return bad;
    };
  }
}
