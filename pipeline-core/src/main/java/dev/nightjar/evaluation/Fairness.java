package dev.nightjar.evaluation;

import dev.nightjar.evaluation.ScoredSet.Scored;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.CounterRandom;
import dev.nightjar.statistics.Estimate;
import dev.nightjar.statistics.Gap;
import dev.nightjar.statistics.GapBootstrap;
import dev.nightjar.statistics.JointCountBootstrap;
import dev.nightjar.statistics.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How differently the candidate treats the values of a column, and whether more so than others do.
 * Each number stands under the name of the column, as if it were one slice.
 */
public final class Fairness {

  private final List<Measure> measures = new ArrayList<>();
  private final List<Comparison> comparisons = new ArrayList<>();
  private final Settings settings;

  private Fairness(Settings settings) {
    this.settings = settings;
  }

  /** Gaps between the values of these columns, which are among those that cut each set. */
  public static Results of(List<ScoredSet> sets, Iterable<String> columns, Settings settings) {
    Fairness found = new Fairness(settings);
    for (ScoredSet set : sets) {
      for (String column : columns) {
        found.gaps(set, column);
      }
    }
    return new Results(found.measures, found.comparisons, List.of());
  }

  private void gaps(ScoredSet set, String column) {
    List<Slice> groups =
        set.slices().stream().filter(s -> s.name().startsWith(column + "=")).toList();
    Scored candidate = set.models().get(Evaluator.CANDIDATE);
    if (candidate == null || groups.isEmpty()) {
      return;
    }
    add(set, column, bootstrap(set, column, groups, candidate, Evaluator.CANDIDATE));
    for (String role : new TreeMap<>(set.models()).keySet()) {
      if (!role.equals(Evaluator.CANDIDATE)) {
        compare(set, column, role, bootstrap(set, column, groups, candidate, role));
      }
    }
  }

  private void add(ScoredSet set, String column, GapBootstrap bootstrap) {
    for (Gap gap : Gap.values()) {
      Estimate e = bootstrap.candidate(gap, settings.confidence());
      measures.add(
          new Measure(
              Evaluator.CANDIDATE,
              gap.metric(),
              set.name(),
              column,
              e.value(),
              e.low(),
              e.high(),
              bootstrap.rows(gap)));
    }
  }

  private void compare(ScoredSet set, String column, String role, GapBootstrap bootstrap) {
    boolean same = same(set, role);
    for (Gap gap : Gap.values()) {
      Estimate found = bootstrap.gain(gap, settings.confidence());
      Estimate e = same && !Double.isNaN(found.value()) ? Estimate.zero() : found;
      comparisons.add(
          new Comparison(
              gap.metric(),
              role,
              set.name(),
              column,
              e.value(),
              e.low(),
              e.high(),
              settings.confidence(),
              e.pValue(),
              set.units() == null ? "gap-bootstrap" : "gap-bootstrap-clustered",
              bootstrap.rows(gap)));
    }
  }

  private static boolean same(ScoredSet set, String role) {
    Scored candidate = Objects.requireNonNull(set.models().get(Evaluator.CANDIDATE));
    Scored other = Objects.requireNonNull(set.models().get(role));
    return candidate.threshold() == other.threshold()
        && Arrays.equals(candidate.scores(), other.scores());
  }

  private GapBootstrap bootstrap(
      ScoredSet set, String column, List<Slice> groups, Scored candidate, String role) {
    Map<String, Scored> models = set.models();
    Scored reference = Objects.requireNonNull(models.get(role));
    int[] units = set.units();
    int bound = units == null ? 1 : Arrays.stream(units).max().orElse(-1) + 1;
    long[][] cells = new long[bound][groups.size() * JointCountBootstrap.CELLS];
    for (int g = 0; g < groups.size(); g++) {
      int offset = g * JointCountBootstrap.CELLS;
      groups.get(g).rows().stream()
          .forEach(
              row -> {
                int cell =
                    4 * set.labels()[row]
                        + (candidate.isPositive(row) ? 2 : 0)
                        + (reference.isPositive(row) ? 1 : 0);
                cells[units == null ? 0 : units[row]][offset + cell]++;
              });
    }
    long key = CounterRandom.key(CounterRandom.key(settings.seed(), set.name()), column);
    long own = CounterRandom.key(key, role);
    return units == null
        ? GapBootstrap.rows(cells[0], settings.replicates(), own)
        : GapBootstrap.units(cells, settings.replicates(), own);
  }
}
