package dev.nightjar.lineage;

import dev.nightjar.statistics.Comparison;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the delta that hurts, by models that were trained without some of the suspects.
 *
 * <p>{@link By#ONE} leaves out one suspect at a time. {@link By#HALVES} compares the model without
 * the first half with the model without the second, both short of as many deltas, and goes on with
 * the half whose absence is better: right as long as one delta does most of the harm, and leaving
 * out sound deltas beside it harms less than it does (monotonicity). That is an assumption, so what
 * either finds is verified: without the delta the model is better than the night's, at a confidence
 * of 1 − (1 − c) / suspects, since the delta was chosen on the same rows (Bonferroni); and a model
 * that keeps it alone of all suspects is worse than one that keeps none, at confidence c.
 *
 * <p>Not thread-safe.
 */
public final class BisectSearch {

  /** What is left out at a time. */
  public enum By {
    ONE,
    HALVES
  }

  /** Compares models that were trained without some suspects, on the same rows. */
  public interface Jury {

    /**
     * How much better, in the metric's good direction, the model without {@code these} is than the
     * one without {@code those}.
     *
     * @param confidence one-sided
     * @return null when one of the two cannot be trained or judged
     */
    @Nullable Comparison compare(List<String> these, List<String> those, double confidence)
        throws IOException;
  }

  private final Jury jury;
  private final List<String> suspects;
  private final double confidence;
  private final List<Bisection.Round> rounds = new ArrayList<>();

  /**
   * @param suspects in order, at least one
   * @param confidence c, one-sided
   */
  public BisectSearch(Jury jury, List<String> suspects, double confidence) {
    if (suspects.isEmpty()) {
      throw new IllegalArgumentException("there are no suspects");
    }
    this.jury = jury;
    this.suspects = List.copyOf(suspects);
    this.confidence = confidence;
  }

  /** The most models that a search among so many suspects trains. */
  public static int mostTrials(By by, int suspects) {
    if (suspects == 1) {
      return 2;
    }
    int levels = Integer.SIZE - Integer.numberOfLeadingZeros(suspects - 1);
    // The night's own, those of the search, and for what it finds: without it, and it alone.
    return by == By.ONE ? 2 + 2 * suspects : 1 + 2 * levels + 3;
  }

  /** Searches. What is found is in order of the suspects; those that do not hurt are among it. */
  public List<Bisection.Finding> run(By by) throws IOException {
    return by == By.ONE ? one() : List.of(verified(halves()));
  }

  /** What the search compared on its way, in order. */
  public List<Bisection.Round> rounds() {
    return List.copyOf(rounds);
  }

  private List<Bisection.Finding> one() throws IOException {
    List<Bisection.Finding> findings = new ArrayList<>();
    for (String suspect : suspects) {
      findings.add(verified(suspect));
    }
    return findings;
  }

  private String halves() throws IOException {
    List<String> left = suspects;
    while (left.size() > 1) {
      List<String> first = left.subList(0, left.size() / 2);
      List<String> second = left.subList(left.size() / 2, left.size());
      Comparison c = jury.compare(first, second, confidence);
      List<String> worse = c != null && c.difference() > 0 ? first : second;
      rounds.add(new Bisection.Round(first, second, c, worse));
      left = worse;
    }
    return left.get(0);
  }

  private Bisection.Finding verified(String suspect) throws IOException {
    double strict = 1 - (1 - confidence) / suspects.size();
    Comparison without = jury.compare(List.of(suspect), List.of(), strict);
    boolean better = without != null && without.low() > 0;
    if (!better || suspects.size() == 1) {
      return new Bisection.Finding(suspect, without, null, better);
    }
    List<String> others = suspects.stream().filter(s -> !s.equals(suspect)).toList();
    Comparison alone = jury.compare(suspects, others, confidence);
    // Without any suspect there may be no rows left to train on; then the first test has to do.
    return new Bisection.Finding(suspect, without, alone, alone == null || alone.low() > 0);
  }
}
