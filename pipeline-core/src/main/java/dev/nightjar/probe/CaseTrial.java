package dev.nightjar.probe;

import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.Failures;
import dev.nightjar.statistics.Measure;
import dev.nightjar.statistics.Proportion;
import dev.nightjar.statistics.Tango;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a case. Intervals: of shares Clopper and Pearson's, of differences Tango's, both
 * with the units of the rows.
 *
 * @param asked the case
 * @param rows how many were tried
 * @param units the unit of each of them; null: they are independent
 * @param failed by role the rows that fail, the candidate's among them
 */
@SuppressWarnings("ArrayRecordComponent")
public record CaseTrial(Case asked, int rows, int @Nullable [] units, Map<String, BitSet> failed) {

  private static final String CANDIDATE = "candidate";

  /** How many rows fail that a model passes; null: it was not asked. */
  public @Nullable Long fresh(String role) {
    BitSet others = failed.get(role);
    return others == null ? null : (long) without(candidate(), others).cardinality();
  }

  /** By role the share of rows that fail. */
  public List<Measure> measures(double confidence) {
    List<Measure> measures = new ArrayList<>();
    failed.forEach(
        (role, rowsFailed) -> {
          Estimate e =
              units == null
                  ? Proportion.clopperPearson(rowsFailed.cardinality(), rows, confidence)
                  : Proportion.clopperPearson(
                      counts(units, rowsFailed), counts(units, all()), confidence);
          measures.add(
              new Measure(role, name(), asked.on(), "", e.value(), e.low(), e.high(), rows));
        });
    return List.copyOf(measures);
  }

  /** The candidate against each of the others: above 0 it fails on fewer rows. */
  public List<Comparison> comparisons(double confidence) {
    List<Comparison> comparisons = new ArrayList<>();
    failed.forEach(
        (role, others) -> {
          if (!role.equals(CANDIDATE)) {
            comparisons.add(comparison(role, others, confidence));
          }
        });
    return List.copyOf(comparisons);
  }

  private Comparison comparison(String role, BitSet others, double confidence) {
    BitSet gains = without(others, candidate());
    BitSet losses = without(candidate(), others);
    Estimate e =
        units == null
            ? Tango.difference(rows, gains.cardinality(), losses.cardinality(), confidence)
            : Tango.clustered(
                counts(units, gains), counts(units, losses), counts(units, all()), confidence);
    return new Comparison(
        name(),
        role,
        asked.on(),
        "",
        e.value(),
        e.low(),
        e.high(),
        confidence,
        e.pValue(),
        units == null ? "tango" : "tango-clustered",
        rows);
  }

  private String name() {
    return new Failures(asked.name()).name();
  }

  private BitSet candidate() {
    return Objects.requireNonNull(failed.get(CANDIDATE), CANDIDATE);
  }

  private BitSet all() {
    BitSet all = new BitSet(rows);
    all.set(0, rows);
    return all;
  }

  private static BitSet without(BitSet some, BitSet others) {
    BitSet left = (BitSet) some.clone();
    left.andNot(others);
    return left;
  }

  private static double[] counts(int[] units, BitSet rows) {
    double[] counts = new double[Arrays.stream(units).max().orElse(-1) + 1];
    rows.stream().forEach(row -> counts[units[row]]++);
    return counts;
  }
}
