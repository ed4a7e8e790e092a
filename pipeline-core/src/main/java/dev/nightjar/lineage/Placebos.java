package dev.nightjar.lineage;

import dev.nightjar.lineage.BisectSearch.Delta;
import dev.nightjar.lineage.BisectSearch.Jury;
import dev.nightjar.lineage.Bisection.Placebo;
import dev.nightjar.lineage.Bisection.Standing;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.PlaceboTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What leaving out a delta does when it is no suspect. A model that is trained without any delta
 * differs a little from the night's, for better or worse, and on many rows a difference of no size
 * is clear: what leaving out a suspect does has to stand out from that ({@link PlaceboTest}).
 *
 * <p>Placebos are the deltas that are no suspects, those nearest in size to the suspects first,
 * {@value #MOST} at most. Where fewer than {@value #FEWEST} are like a suspect in size, the other
 * suspects are its placebos, which can hide several that hurt behind each other, but names no more
 * sound ones. Where they are too few as well, there is no test.
 *
 * <p>What leaving out n rows that are drawn independently does varies as √n, so that differences
 * are divided by √n, with the rows of the whole delta for n; as days of their own vary more than
 * that, no delta is compared with one more than {@value #ALIKE} times as large or as small.
 */
final class Placebos {

  static final int MOST = 8;
  static final int FEWEST = 3;
  static final int ALIKE = 4;

  private final Jury jury;
  private final double confidence;
  private final List<Delta> suspects;
  private final List<Delta> sound;
  private final Map<String, @Nullable Comparison> known = new LinkedHashMap<>();

  Placebos(Jury jury, List<Delta> suspects, List<Delta> others, double confidence) {
    this.jury = jury;
    this.confidence = confidence;
    double size = median(suspects);
    this.suspects = nearest(suspects, size);
    this.sound = chosen(size, others);
  }

  /** How many deltas that are no suspects may be left out for them. */
  static int most(List<Delta> suspects, List<Delta> others) {
    return chosen(median(suspects), others).size();
  }

  private static List<Delta> chosen(double size, List<Delta> others) {
    return nearest(others, size).stream().filter(d -> alike(size(d), size)).limit(MOST).toList();
  }

  /**
   * Where a suspect stands among its placebos, its p-value not corrected yet.
   *
   * @param difference in the metric's good direction, of the model without it to the night's
   * @return null when there are too few of them, or all are the same
   */
  @Nullable Standing standing(Delta suspect, double difference) throws IOException {
    List<Placebo> placebos = judged(of(suspect));
    if (placebos.size() < FEWEST) {
      return null;
    }
    double[] scaled = placebos.stream().mapToDouble(p -> p.difference() / root(p.rows())).toArray();
    double root = root(suspect.rows());
    PlaceboTest test = PlaceboTest.of(difference / root, scaled);
    if (Double.isNaN(test.pValue())) {
      return null;
    }
    double needed = root * PlaceboTest.least(scaled, (1 - confidence) / suspects.size());
    return new Standing(placebos, test.statistic(), test.pValue(), test.pValue(), needed);
  }

  private List<Delta> of(Delta suspect) {
    List<Delta> alike = alike(suspect, sound);
    return alike.size() < FEWEST ? alike(suspect, suspects) : alike;
  }

  private static List<Delta> alike(Delta suspect, List<Delta> among) {
    return among.stream()
        .filter(d -> !d.equals(suspect) && alike(size(d), size(suspect)))
        .limit(MOST)
        .toList();
  }

  private List<Placebo> judged(List<Delta> deltas) throws IOException {
    List<Placebo> judged = new ArrayList<>();
    for (Delta delta : deltas) {
      if (!known.containsKey(delta.name())) {
        known.put(delta.name(), jury.compare(List.of(delta.name()), List.of(), confidence));
      }
      Comparison without = known.get(delta.name());
      if (without != null) {
        judged.add(new Placebo(delta.name(), delta.rows(), without.difference()));
      }
    }
    return judged;
  }

  private static double root(long rows) {
    return Math.sqrt((double) Math.max(1, rows));
  }

  private static boolean alike(double one, double other) {
    return one <= ALIKE * other && other <= ALIKE * one;
  }

  private static double median(List<Delta> deltas) {
    double[] sizes = deltas.stream().mapToDouble(Placebos::size).sorted().toArray();
    return sizes[sizes.length / 2];
  }

  private static double size(Delta delta) {
    return (double) Math.max(1, delta.rows());
  }

  /** By how many times as large or as small they are; those that are as near, in their order. */
  private static List<Delta> nearest(List<Delta> deltas, double size) {
    return deltas.stream()
        .sorted(Comparator.comparingDouble(d -> Math.abs(StrictMath.log(size(d) / size))))
        .toList();
  }
}
