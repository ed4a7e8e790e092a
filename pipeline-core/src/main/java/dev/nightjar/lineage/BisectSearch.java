package dev.nightjar.lineage;

import dev.nightjar.lineage.Bisection.Standing;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Holm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the delta that hurts, by models that were trained without some of the suspects.
 *
 * <p>{@link By#ONE} leaves out one suspect at a time. {@link By#HALVES} compares the model without
 * the first half with the model without the second, both short of as many deltas, and goes on with
 * the half whose absence is better: right as long as one delta does most of the harm, and leaving
 * out sound deltas beside it harms less than it does (monotonicity). That is an assumption, so what
 * either finds is verified. A delta is named when
 *
 * <ol>
 *   <li>the model without it is better than the night's, by more than leaving out other deltas
 *       explains: it stands out from its {@link Placebos}, at level 1 − c for all suspects together
 *       ({@link Holm} over all of them; of the one that halves found, which was chosen on the same
 *       rows, the p-value times the number of suspects, Bonferroni); and
 *   <li>on the jury's rows a model that keeps it alone of all suspects is worse than one that keeps
 *       none, at confidence c. Where none can be trained without them, or it is the only suspect,
 *       the model without it is better than the night's, at confidence c.
 * </ol>
 *
 * <p>As both have to hold, the chance of naming any delta though all are alike is at most 1 − c by
 * the first (an intersection-union test: Berger, Technometrics 24, 1982), and that of naming one
 * that is unlike the others and harmless by the second. Without placebos the first is only that the
 * model without the delta is better on the jury's rows, at confidence 1 − (1 − c) / suspects. That
 * holds for these two models; what another draw of sound days would have changed is not in it, and
 * the finding says so by having no standing.
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

  /**
   * A delta that trains the night.
   *
   * @param rows of it
   */
  public record Delta(String name, long rows) {}

  private final Jury jury;
  private final List<Delta> deltas;
  private final List<String> suspects;
  private final double confidence;
  private final Placebos placebos;
  private final List<Bisection.Round> rounds = new ArrayList<>();

  /**
   * @param suspects in order, at least one
   * @param others that train the night and are no suspects
   * @param confidence c, one-sided
   */
  public BisectSearch(Jury jury, List<Delta> suspects, List<Delta> others, double confidence) {
    if (suspects.isEmpty()) {
      throw new IllegalArgumentException("there are no suspects");
    }
    this.jury = jury;
    this.deltas = List.copyOf(suspects);
    this.suspects = suspects.stream().map(Delta::name).toList();
    this.confidence = confidence;
    this.placebos = new Placebos(jury, suspects, others, confidence);
  }

  /** The most models that such a search trains. */
  public static int mostTrials(By by, List<Delta> suspects, List<Delta> others) {
    int n = suspects.size();
    int sound = Placebos.most(suspects, others);
    if (n == 1) {
      return 2 + sound;
    }
    int levels = Integer.SIZE - Integer.numberOfLeadingZeros(n - 1);
    // The night's own, those of the search, and for what it finds: without it, and it alone.
    return by == By.ONE
        ? 2 + 2 * n + sound
        : 1 + 2 * levels + 3 + Math.max(sound, Math.min(n - 1, Placebos.MOST));
  }

  /** Searches. What is found is in order of the suspects; those that do not hurt are among it. */
  public List<Bisection.Finding> run(By by) throws IOException {
    return verified(by == By.ONE ? suspects : List.of(halves()));
  }

  /** What the search compared on its way, in order. */
  public List<Bisection.Round> rounds() {
    return List.copyOf(rounds);
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

  private List<Bisection.Finding> verified(List<String> found) throws IOException {
    List<@Nullable Comparison> without = new ArrayList<>();
    for (String suspect : found) {
      without.add(jury.compare(List.of(suspect), List.of(), confidence));
    }
    List<@Nullable Standing> standings = standings(found, without);
    List<Bisection.Finding> findings = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      findings.add(finding(found.get(i), without.get(i), standings.get(i)));
    }
    return findings;
  }

  /**
   * None when leaving out any of them makes nothing better: then placebos are trained for nothing.
   */
  private List<@Nullable Standing> standings(List<String> found, List<@Nullable Comparison> without)
      throws IOException {
    List<@Nullable Standing> standings = new ArrayList<>();
    double[] p = new double[suspects.size()];
    Arrays.fill(p, 1);
    boolean any = without.stream().anyMatch(this::better);
    for (int i = 0; i < found.size(); i++) {
      Comparison seen = without.get(i);
      Delta delta = deltas.get(suspects.indexOf(found.get(i)));
      Standing standing = any && seen != null ? placebos.standing(delta, seen.difference()) : null;
      standings.add(standing);
      p[i] = standing == null ? 1 : standing.pValue();
    }
    double[] corrected = Holm.corrected(p);
    for (int i = 0; i < found.size(); i++) {
      Standing standing = standings.get(i);
      standings.set(i, standing == null ? null : standing.corrected(corrected[i]));
    }
    return standings;
  }

  /** For the only suspect the second test is this one, and costs nothing. */
  private boolean better(@Nullable Comparison without) {
    return without != null && (suspects.size() == 1 ? without.low() : without.difference()) > 0;
  }

  private Bisection.Finding finding(
      String suspect, @Nullable Comparison without, @Nullable Standing standing)
      throws IOException {
    if (!better(without)) {
      return new Bisection.Finding(suspect, without, standing, null, false);
    }
    double level = 1 - confidence;
    Comparison shown = without;
    if (standing == null) {
      shown = jury.compare(List.of(suspect), List.of(), 1 - level / suspects.size());
    }
    boolean clear =
        standing == null ? shown != null && shown.low() > 0 : standing.corrected() <= level;
    if (!clear || suspects.size() == 1) {
      return new Bisection.Finding(suspect, shown, standing, null, clear);
    }
    List<String> others = suspects.stream().filter(s -> !s.equals(suspect)).toList();
    Comparison alone = jury.compare(suspects, others, confidence);
    Comparison last = alone == null ? shown : alone;
    return new Bisection.Finding(suspect, shown, standing, alone, last != null && last.low() > 0);
  }
}
