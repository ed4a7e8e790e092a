package dev.nightjar.drift;

import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.drift.Drift.Distance;
import dev.nightjar.drift.Drift.Trial;
import dev.nightjar.statistics.CellCounts;
import dev.nightjar.statistics.CellDistances;
import dev.nightjar.statistics.DesignEffect;
import dev.nightjar.statistics.DriftMeasure;
import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.KolmogorovSmirnov;
import dev.nightjar.statistics.UnitPermutation;
import dev.nightjar.statistics.Wasserstein;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Measures the drift of a column. Pure.
 *
 * <p>Rows of one unit are not independent. Intervals take as many rows as they are worth, by {@link
 * DesignEffect} of the column's cells; tests change whole units, {@link UnitPermutation}.
 */
public final class ColumnDrift {

  /** The first cell that is not for missing values. */
  private static final int VALUES = 1;

  private static final long SEED = 20_110_615;

  private final Side before;
  private final Side after;
  private final Cells cells;
  private final CellCounts counts;
  private final boolean numeric;
  private final double independentBefore;
  private final double independentAfter;

  /**
   * A column of some rows.
   *
   * @param units of the rows; null: they are independent
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Side(FrameColumn column, int @Nullable [] units) {

    private double[] numbers() {
      return ((FrameColumn.Numbers) column).values();
    }

    private double[] ascending() {
      return Arrays.stream(numbers()).filter(v -> !Double.isNaN(v)).sorted().toArray();
    }

    private boolean holdsNumbers() {
      return column instanceof FrameColumn.Numbers;
    }

    private double independent(int[] cells, int bound) {
      return units == null ? cells.length : DesignEffect.independent(cells, units, bound);
    }

    /** Of rows with a value, for what looks at their order. */
    private double ordered(int[] cells, int bound, int present) {
      return units == null
          ? present
          : DesignEffect.ordered(cells, units, bound, VALUES) * present / cells.length;
    }
  }

  /**
   * Of the same column before and after.
   *
   * @param categorical whether numbers are meant as names
   */
  public ColumnDrift(Side before, Side after, boolean categorical) {
    this.before = before;
    this.after = after;
    this.numeric = before.holdsNumbers() && after.holdsNumbers() && !categorical;
    this.cells =
        numeric
            ? Cells.numbers(before.numbers(), after.numbers(), before.ascending())
            : Cells.categories(Categories.of(before.column()), Categories.of(after.column()));
    this.counts = new CellCounts(cells.countsBefore(), cells.countsAfter());
    this.independentBefore = before.independent(cells.before(), cells.bound());
    this.independentAfter = after.independent(cells.after(), cells.bound());
  }

  /**
   * The drift, with intervals of that confidence.
   *
   * @param name of the column
   * @param score whether it is the candidate's scores
   */
  public Drift of(String testSet, String name, boolean score, double confidence) {
    CellDistances shares = new CellDistances(counts, independentBefore, independentAfter);
    List<Distance> distances = new ArrayList<>();
    distances.add(distance(DriftMeasure.PSI, shares.psi(confidence)));
    distances.add(distance(DriftMeasure.JS, shares.jensenShannon(confidence)));
    UnitPermutation units = permutation();
    List<Trial> tests = new ArrayList<>();
    if (numeric) {
      ordered(distances, tests, confidence, units);
    }
    tests.add(trial("chi-square", CellCounts::chiSquared, units));
    tests.add(trial("g", CellCounts::g, units));
    double n = counts.rowsBefore();
    double m = counts.rowsAfter();
    return new Drift(
        testSet,
        name,
        score,
        counts.rowsBefore(),
        counts.rowsAfter(),
        independentBefore,
        independentAfter,
        counts.before()[0] / n,
        counts.after()[0] / m,
        distances,
        units == null
            ? shares.criticalPsi(confidence)
            : UnitPermutation.critical(units.by(CellCounts::psi), confidence),
        tests,
        Double.NaN);
  }

  /** Null: rows are independent, or their units too many. */
  private @Nullable UnitPermutation permutation() {
    int[] first = before.units();
    int[] second = after.units();
    if (first == null || second == null) {
      return null;
    }
    UnitPermutation units =
        new UnitPermutation(cells.before(), first, cells.after(), second, cells.bound(), SEED);
    return units.possible() ? units : null;
  }

  /** What only numbers have, of the rows with a value. */
  private void ordered(
      List<Distance> distances,
      List<Trial> tests,
      double confidence,
      @Nullable UnitPermutation units) {
    double[] a = before.ascending();
    double[] b = after.ascending();
    double first = before.ordered(cells.before(), cells.bound(), a.length);
    double second = after.ordered(cells.after(), cells.bound(), b.length);
    KolmogorovSmirnov ks = KolmogorovSmirnov.of(a, b);
    Estimate estimate = ks.estimate(first, second, confidence);
    distances.add(distance(DriftMeasure.KS, estimate));
    double p =
        units == null
            ? estimate.pValue()
            : UnitPermutation.p(units.by(c -> c.steps(VALUES)), counts.steps(VALUES));
    tests.add(new Trial("ks", ks.statistic(), p));
    Estimate moved = Wasserstein.of(a, b, first, second, confidence);
    double unit = deviation(a);
    distances.add(
        distance(
            DriftMeasure.WASSERSTEIN,
            unit > 0
                ? new Estimate(
                    moved.value() / unit, moved.low() / unit, moved.high() / unit, Double.NaN)
                : moved.value() == 0 ? moved : Estimate.undefined()));
  }

  /** Of the population, which the rows before are. */
  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return values.length > 0 && values[0] == values[values.length - 1]
        ? 0
        : Math.sqrt(squares / values.length);
  }

  private static Distance distance(DriftMeasure measure, Estimate e) {
    return new Distance(measure.word(), e.value(), e.low(), e.high());
  }

  private Trial trial(
      String name, ToDoubleFunction<CellCounts> statistic, @Nullable UnitPermutation units) {
    double seen = statistic.applyAsDouble(counts);
    double apart = 1.0 / counts.rowsBefore() + 1.0 / counts.rowsAfter();
    double worth = apart / (1 / independentBefore + 1 / independentAfter);
    double p =
        units == null
            ? counts.p(worth == 1 ? seen : seen * worth)
            : UnitPermutation.p(units.by(statistic), seen);
    return new Trial(name, seen, p);
  }
}
