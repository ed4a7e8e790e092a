package dev.nightjar.decision;

import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.evaluation.SliceSearch;
import dev.nightjar.evaluation.SliceSearch.Finding;
import dev.nightjar.evaluation.SliceSearch.Kind;
import dev.nightjar.gate.FoundSlices;
import dev.nightjar.gate.Titles;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a decision says of slices that were searched for. Pure. */
public final class SliceWarnings {

  private static final int NAMED = 3;

  private SliceWarnings() {}

  /** What a gate over found slices looks at, see {@link FoundSlices}. */
  public static List<Comparison> evidence(Evaluation evaluation) {
    List<Comparison> all = new ArrayList<>();
    for (SliceSearch s : evaluation.sliceSearches()) {
      if (s.kind() == Kind.REGRESSION && s.problem() == null) {
        all.add(
            new Comparison(
                FoundSlices.of(s.loss()),
                "champion",
                s.testSet(),
                "",
                0,
                0,
                0,
                s.confidence(),
                Double.NaN,
                "sliceline",
                s.confirming()));
        s.confirmed().forEach(f -> all.add(s.comparison(FoundSlices.of(s.loss()), f)));
      }
    }
    return all;
  }

  /** A sentence for each test set on which the candidate is worse somewhere. */
  public static List<String> sentences(Evaluation evaluation) {
    List<String> all = new ArrayList<>();
    for (SliceSearch s : evaluation.sliceSearches()) {
      List<Finding> confirmed = s.confirmed();
      if (s.kind() == Kind.REGRESSION && !confirmed.isEmpty()) {
        int more = confirmed.size() - NAMED;
        all.add(
            "Worse on %s for %s%s: %s, %s."
                .formatted(
                    s.testSet(),
                    confirmed.stream()
                        .limit(NAMED)
                        .map(SliceWarnings::words)
                        .collect(Collectors.joining(", and for ")),
                    more > 0 ? ", and " + Figures.count(more) + " more" : "",
                    Titles.metric(s.loss()),
                    s.halves()));
      }
    }
    return List.copyOf(all);
  }

  private static String words(Finding f) {
    int d = Figures.decimals((f.high() - f.low()) / 2);
    return "%s, %s %s, n %s"
        .formatted(
            f.slice(),
            Figures.signed(f.difference(), d),
            Figures.interval(f.low(), f.high(), d),
            Figures.count(f.n()));
  }
}
