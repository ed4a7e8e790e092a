package dev.nightjar.probe;

import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.statistics.CounterRandom;
import dev.nightjar.text.Figures;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Normal noise is added, to each row its own. Numbers that were whole are not so afterwards.
 *
 * @param size above 0: in standard deviations of the column's values on the test set, or as it is
 * @param absolute whether it is as it is
 */
public record Noise(double size, boolean absolute) implements Change {

  public Noise {
    if (!(size > 0 && size < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("noise has a size above 0, not " + size);
    }
  }

  @Override
  public String words() {
    return "noise of " + Figures.plain(size) + (absolute ? "" : " standard deviations");
  }

  @Override
  public boolean suits(FrameColumn column, boolean categorical) {
    return NumberChange.suits(column, categorical);
  }

  @Override
  public FrameColumn of(FrameColumn column, BitSet chosen, RowDraws draws) {
    double scale = absolute ? size : size * deviation(((FrameColumn.Numbers) column).values());
    return NumberChange.of(column, chosen, (row, value) -> value + scale * normal(draws.row(row)));
  }

  /** Of all values, added in ascending order so that the order of rows does not matter. */
  private static double deviation(double[] values) {
    double[] known = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    if (known.length == 0 || known[0] == known[known.length - 1]) {
      return 0;
    }
    double sum = 0;
    for (double value : known) {
      sum += value;
    }
    double mean = sum / known.length;
    double squares = 0;
    for (double value : known) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / known.length);
  }

  /** Source: Box and Muller, Annals of Mathematical Statistics 29 (1958). */
  private static double normal(CounterRandom random) {
    double radius = Math.sqrt(-2 * StrictMath.log(random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
