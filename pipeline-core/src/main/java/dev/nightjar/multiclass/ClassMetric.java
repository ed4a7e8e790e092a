package dev.nightjar.multiclass;

import dev.nightjar.influence.Influences;
import dev.nightjar.influence.RankedRows;
import dev.nightjar.influence.RowMetric;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A number that says how good classes, or their probabilities, are. */
public sealed interface ClassMetric extends RowMetric<ClassSet> {

  @Override
  default boolean lessIsBetter() {
    return false;
  }

  /** 0, unless it says otherwise. */
  @Override
  default double least() {
    return 0;
  }

  /** 1, unless it says otherwise. */
  @Override
  default double most() {
    return 1;
  }

  @Override
  default boolean logit() {
    return true;
  }

  /** Whether it judges probabilities, and not the classes that models call rows. */
  default boolean needsProbabilities() {
    return false;
  }

  @Override
  default boolean alike(ClassSet set, String one, String other) {
    return needsProbabilities()
        ? Arrays.deepEquals(set.probabilities(one), set.probabilities(other))
        : Arrays.equals(set.said(one).classes(), set.said(other).classes());
  }

  /**
   * The share of rows that are called what they are.
   *
   * @param among the class whose rows count; null: all rows do
   */
  record Share(String name, @Nullable Integer among)
      implements ClassMetric, RowMetric.RightAnswers<ClassSet> {

    @Override
    public boolean concerns(ClassSet set, int row) {
      return among == null || set.actual()[row] == among;
    }

    @Override
    public boolean isRight(ClassSet set, String role, int row) {
      return set.actual()[row] == set.said(role).classes()[row];
    }
  }

  /** The share of rows that candidate and champion call otherwise; less is no better. */
  record Churn(String name) implements ClassMetric, RowMetric.RightAnswers<ClassSet> {

    private static final String CHAMPION = "champion";

    @Override
    public boolean ofCandidate() {
      return true;
    }

    @Override
    public boolean concerns(ClassSet set, int row) {
      return true;
    }

    @Override
    public boolean isRight(ClassSet set, String role, int row) {
      return set.said(role).classes()[row] != set.said(CHAMPION).classes()[row];
    }
  }

  /**
   * A ratio of one class; undefined without a row that is of it, or is called so.
   *
   * @param of the class
   */
  record OfClass(String name, ClassRatio ratio, int of) implements ClassMetric {
    @Override
    public Influences influences(ClassSet set, String role, int[] rows) {
      return RatioInfluences.of(this, set, role, rows);
    }
  }

  /**
   * The mean of a ratio over classes; that of a class which nobody calls is 0. Its denominator is
   * the rows of the rarest of them, or all rows where a class counts as much as its rows.
   */
  record Averaged(String name, ClassRatio ratio, Over over) implements ClassMetric {

    /** Which classes count, and how much. */
    public enum Over {
      /** Those that rows are of, alike. */
      OCCURRING,
      /** Those that rows are of, each as much as its rows. */
      ROWS,
      /** All, alike; undefined where no row is of one. */
      ALL
    }

    @Override
    public Influences influences(ClassSet set, String role, int[] rows) {
      return RatioInfluences.of(this, set, role, rows);
    }
  }

  /**
   * Agreement beyond chance, from −1 to 1. Its denominator is the rows that are not of the
   * commonest class.
   */
  record Agreement(String name, Kind kind) implements ClassMetric {

    /** How it is scaled. */
    public enum Kind {
      /**
       * Gorodkin, "Comparing two K-category assignments by a K-category correlation coefficient",
       * Computational Biology and Chemistry 28 (2004); undefined where labels, or calls, are alike.
       */
      MATTHEWS,
      /**
       * Cohen, Educational and Psychological Measurement 20 (1960); undefined where labels and
       * calls are all one and the same.
       */
      COHEN
    }

    @Override
    public double least() {
      return -1;
    }

    @Override
    public Influences influences(ClassSet set, String role, int[] rows) {
      return AgreementInfluences.of(kind, set, role, rows);
    }
  }

  /** The mean of a loss of each row. */
  record Loss(String name, double most, RowLoss of) implements ClassMetric {

    /** The loss of a row of that class, given probabilities by class and row. */
    @FunctionalInterface
    public interface RowLoss {
      double of(double[][] probabilities, int row, int actual);
    }

    @Override
    public boolean lessIsBetter() {
      return true;
    }

    @Override
    public boolean logit() {
      return false;
    }

    @Override
    public boolean needsProbabilities() {
      return true;
    }

    @Override
    public String method() {
      return "paired-t";
    }

    @Override
    public Influences influences(ClassSet set, String role, int[] rows) {
      double[][] probabilities = set.probabilities(role);
      return Influences.mean(set, rows, row -> of.of(probabilities, row, set.actual()[row]));
    }
  }

  /**
   * The mean, over the classes that rows are of, of the area under the ROC curve of a class's
   * probability against all other classes; undefined where there is one class only. Its denominator
   * is the rows of the rarest class, or all rows where one class counts.
   *
   * @param only the one class that counts; null: all do
   */
  record Ranking(String name, @Nullable Integer only) implements ClassMetric {
    @Override
    public boolean needsProbabilities() {
      return true;
    }

    @Override
    public Influences influences(ClassSet set, String role, int[] rows) {
      double[][] probabilities = set.probabilities(role);
      Margins margins = Margins.of(set, role, rows);
      double[] of = new double[rows.length];
      double sum = 0;
      int classes = 0;
      for (int c = 0; c < probabilities.length; c++) {
        int positive = c;
        if ((only == null && margins.actual()[c] == 0) || (only != null && only != c)) {
          continue;
        }
        Influences one =
            RankedRows.auc(set, rows, row -> set.actual()[row] == positive, probabilities[c]);
        classes++;
        sum += one.value();
        Arrays.setAll(of, i -> of[i] + one.of()[i]);
      }
      int count = classes;
      Arrays.setAll(of, i -> of[i] / count);
      long n = only == null ? margins.rarest() : margins.rows();
      return new Influences(sum / count, n, of);
    }
  }

  /**
   * Average precision of the probabilities of one class: see {@link
   * dev.nightjar.statistics.AveragePrecision}.
   */
  record Precisions(String name, int of) implements ClassMetric {
    @Override
    public boolean needsProbabilities() {
      return true;
    }

    @Override
    public Influences influences(ClassSet set, String role, int[] rows) {
      return RankedPrecision.of(
          set, rows, row -> set.actual()[row] == of, set.probabilities(role)[of]);
    }
  }

  /**
   * The mean of what it costs, or brings in, to call each row what a model does.
   *
   * @param lessIsBetter whether it counts costs
   */
  record Cost(String name, boolean lessIsBetter) implements ClassMetric {
    @Override
    public double least() {
      return Double.NEGATIVE_INFINITY;
    }

    @Override
    public double most() {
      return Double.POSITIVE_INFINITY;
    }

    @Override
    public boolean logit() {
      return false;
    }

    @Override
    public String method() {
      return "paired-t";
    }

    @Override
    public Influences influences(ClassSet set, String role, int[] rows) {
      double[][] costs = set.costs(name);
      int[] said = set.said(role).classes();
      return Influences.mean(set, rows, row -> costs[said[row]][row]);
    }

    @Override
    public double span(ClassSet set, int[] rows) {
      double[][] costs = set.costs(name);
      return Influences.mean(
              set,
              rows,
              row -> {
                double[] all = Arrays.stream(costs).mapToDouble(c -> c[row]).toArray();
                return Arrays.stream(all).max().orElse(0) - Arrays.stream(all).min().orElse(0);
              })
          .value();
    }
  }
}
