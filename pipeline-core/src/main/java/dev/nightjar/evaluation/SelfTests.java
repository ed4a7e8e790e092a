package dev.nightjar.evaluation;

import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.CounterRandom;
import dev.nightjar.statistics.Measure;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Proofs, in every run, that the gate can be trusted: a model does not differ from itself, and a
 * model whose scores were shuffled is worse than the model. They spend no budget of a test set.
 */
public final class SelfTests {

  /** So many half-widths above 1/2 an AUC lies, when shuffling must show beyond doubt. */
  private static final double CLEAR = 5;

  private SelfTests() {}

  /**
   * Proves that a model scored twice differs from itself by exactly 0 on every metric.
   *
   * @param set the test set with the first scores
   * @param role the model, such as {@code champion}
   * @param again its scores when loaded and scored a second time
   * @return what was proved, in words
   * @throws SelfTestException when a score or a metric differs
   */
  public static String sameModel(ScoredSet set, String role, double[] again, Settings settings) {
    ScoredSet.Scored first = scored(set, role);
    int different = again.length == first.scores().length ? 0 : again.length;
    for (int i = 0; i < Math.min(again.length, first.scores().length); i++) {
      different += again[i] == first.scores()[i] ? 0 : 1;
    }
    if (different > 0) {
      throw new SelfTestException(
          String.format(
              Locale.ROOT,
              "the %s, loaded and scored twice, gave other scores on %d of %d rows of test set %s",
              role,
              different,
              first.scores().length,
              set.name()));
    }
    ScoredSet.Scored second = new ScoredSet.Scored(again, first.threshold());
    for (Comparison c : compare(set, second, first, settings)) {
      boolean undefined = Double.isNaN(c.difference());
      if (!undefined && (c.difference() != 0 || c.low() != 0 || c.high() != 0)) {
        throw new SelfTestException(
            String.format(
                Locale.ROOT,
                "the %s differs from itself on test set %s: %s by %s [%s, %s]",
                role,
                set.name(),
                c.metric(),
                c.difference(),
                c.low(),
                c.high()));
      }
    }
    return String.format(
        Locale.ROOT,
        "The %s, loaded and scored twice, differs by exactly 0 on every metric of %s.",
        role,
        set.name());
  }

  /**
   * Proves that the candidate with shuffled scores is not taken for an improvement: judged against
   * the candidate, its AUC must not be better; where the candidate's own AUC is clearly above 1/2
   * it must be worse, the whole interval below 0. Where it is not above 1/2 nothing can be proved,
   * and the sentence says so.
   *
   * @return what was proved, in words
   * @throws SelfTestException when it is not so for any of three shuffles
   */
  public static String shuffled(ScoredSet set, Settings settings) {
    ScoredSet.Scored candidate = scored(set, Evaluator.CANDIDATE);
    Settings ranking = only(settings);
    ScoredSet alone =
        new ScoredSet(
            set.name(),
            set.labels(),
            set.units(),
            Map.of(Evaluator.CANDIDATE, candidate),
            List.of());
    Measure own = Evaluator.evaluate(List.of(alone), ranking).measures().get(0);
    if (!(own.low() > 0.5)) {
      return String.format(
          Locale.ROOT,
          "On %s shuffling the candidate's scores proves nothing: its AUC is not above 1/2 beyond"
              + " doubt.",
          set.name());
    }
    boolean clear = own.value() - 0.5 > CLEAR * (own.value() - own.low());
    for (int attempt = 0; attempt < 3; attempt++) {
      long key = CounterRandom.key(settings.seed() + attempt, set.name());
      ScoredSet.Scored shuffled =
          new ScoredSet.Scored(shuffle(candidate.scores(), key), candidate.threshold());
      Comparison last = compare(set, shuffled, candidate, ranking).get(0);
      if (clear ? last.high() < 0 : last.low() <= 0) {
        return String.format(
            Locale.ROOT,
            "On %s the candidate with shuffled scores is %s: AUC %+.4f [%+.4f, %+.4f].",
            set.name(),
            clear ? "worse than the candidate" : "no improvement on the candidate",
            last.difference(),
            last.low(),
            last.high());
      }
    }
    throw new SelfTestException(
        "on test set "
            + set.name()
            + " the candidate with shuffled scores passes for as good as the candidate, three times");
  }

  private static Settings only(Settings settings) {
    return new Settings(
        settings.confidence(), settings.seed(), settings.replicates(), List.of(Metrics.AUC));
  }

  private static List<Comparison> compare(
      ScoredSet set, ScoredSet.Scored candidate, ScoredSet.Scored reference, Settings settings) {
    ScoredSet pair =
        new ScoredSet(
            set.name(),
            set.labels(),
            set.units(),
            Map.of(Evaluator.CANDIDATE, candidate, "champion", reference),
            List.of(),
            set.costs());
    return Evaluator.evaluate(List.of(pair), settings).comparisons();
  }

  private static ScoredSet.Scored scored(ScoredSet set, String role) {
    ScoredSet.Scored scored = set.models().get(role);
    if (scored == null) {
      throw new IllegalArgumentException("test set " + set.name() + " has no scores of " + role);
    }
    return scored;
  }

  private static double[] shuffle(double[] scores, long key) {
    CounterRandom random = new CounterRandom(key);
    double[] shuffled = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      int j = random.nextInt(i + 1);
      shuffled[i] = shuffled[j];
      shuffled[j] = scores[i];
    }
    return shuffled;
  }
}
