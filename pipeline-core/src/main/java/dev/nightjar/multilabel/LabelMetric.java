package dev.nightjar.multilabel;

import dev.nightjar.influence.Influences;
import dev.nightjar.influence.RowMetric;
import dev.nightjar.multiclass.ClassRatio;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A number that says how good labels are. */
public sealed interface LabelMetric extends RowMetric<LabelSet> {

  @Override
  default boolean lessIsBetter() {
    return false;
  }

  @Override
  default double least() {
    return 0;
  }

  @Override
  default double most() {
    return 1;
  }

  @Override
  default boolean logit() {
    return true;
  }

  @Override
  default boolean alike(LabelSet set, String one, String other) {
    return Arrays.deepEquals(set.said(one), set.said(other));
  }

  /**
   * The share of rows whose labels were all found, and no other; or of those with a label, for
   * which that one was.
   *
   * @param among the label; null: all of them, on all rows
   */
  record Share(String name, @Nullable Integer among)
      implements LabelMetric, RowMetric.RightAnswers<LabelSet> {

    @Override
    public boolean concerns(LabelSet set, int row) {
      return among == null || set.has(row, among);
    }

    @Override
    public boolean isRight(LabelSet set, String role, int row) {
      return among == null
          ? Arrays.equals(set.actual()[row], set.said(role)[row])
          : set.said(role, row, among);
    }
  }

  /** The share of rows to which candidate and champion give other labels; less is no better. */
  record Churn(String name) implements LabelMetric, RowMetric.RightAnswers<LabelSet> {

    private static final String CHAMPION = "champion";

    @Override
    public boolean ofCandidate() {
      return true;
    }

    @Override
    public boolean concerns(LabelSet set, int row) {
      return true;
    }

    @Override
    public boolean isRight(LabelSet set, String role, int row) {
      return !Arrays.equals(set.said(role)[row], set.said(CHAMPION)[row]);
    }
  }

  /** The mean of a number of each row, between 0 and 1. */
  record Mean(String name, boolean lessIsBetter, RowValue of) implements LabelMetric {

    /** What it is of a row. */
    @FunctionalInterface
    public interface RowValue {

      /**
       * The number, from 0 to 1.
       *
       * @param common labels that are both
       * @param actual labels of the row
       * @param said labels that the model gave
       * @param labels all that there are
       */
      double of(int common, int actual, int said, int labels);
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
    public double span(LabelSet set, int[] rows) {
      return 1;
    }

    @Override
    public Influences influences(LabelSet set, String role, int[] rows) {
      int[][] said = set.said(role);
      int labels = set.labels().size();
      return Influences.mean(
          set,
          rows,
          row -> of.of(set.common(role, row), set.actual()[row].length, said[row].length, labels));
    }
  }

  /** A ratio of one label; undefined without a row that has it, or is given it. */
  record OfLabel(String name, ClassRatio ratio, int of) implements LabelMetric {
    @Override
    public Influences influences(LabelSet set, String role, int[] rows) {
      return LabelInfluences.of(this, set, role, rows);
    }
  }

  /** A ratio of the labels of all rows taken together; undefined where there are none. */
  record Pooled(String name, ClassRatio ratio) implements LabelMetric {
    @Override
    public Influences influences(LabelSet set, String role, int[] rows) {
      return LabelInfluences.of(this, set, role, rows);
    }
  }

  /**
   * The mean of a ratio over the labels that rows have; that of one that is never given is 0. Its
   * denominator is the rows of the rarest of them, or all rows where it is weighted.
   *
   * @param weighted whether a label counts as much as its rows do
   */
  record Averaged(String name, ClassRatio ratio, boolean weighted) implements LabelMetric {
    @Override
    public Influences influences(LabelSet set, String role, int[] rows) {
      return LabelInfluences.of(this, set, role, rows);
    }
  }
}
