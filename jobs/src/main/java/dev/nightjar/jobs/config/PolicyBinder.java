package dev.nightjar.jobs.config;

import dev.nightjar.evaluation.SliceSearchSpec;
import dev.nightjar.evaluation.SliceSpec;
import dev.nightjar.gate.Condition;
import dev.nightjar.gate.Gate;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.model.Feature;
import dev.nightjar.probe.Case;
import dev.nightjar.probe.Probe;
import dev.nightjar.statistics.Failures;
import dev.nightjar.statistics.Gap;
import dev.nightjar.statistics.Latency;
import dev.nightjar.statistics.Measure;
import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the gates: each names a metric, a test set and slices that are there. */
final class PolicyBinder {

  private static final long MIN_N = 30;

  /** Measures that every model has. */
  private static final List<String> COMPARED =
      Stream.concat(Stream.of(Failures.MEASURE), Latency.names().stream()).toList();

  private final Vocabulary vocabulary;
  private final List<Problem> problems;
  private final TestSetNames testSets;
  private final List<String> slices;
  private final SliceSearchSpec search;
  private final DriftBinder drift;
  private final UnderBinder under;
  private final FailureBinder cases;

  /** Of gates that know no features: models were made elsewhere. */
  PolicyBinder(
      Vocabulary vocabulary,
      List<Problem> problems,
      List<String> testSets,
      List<SliceSpec> slices,
      SliceSearchSpec search) {
    this(vocabulary, problems, testSets, slices, search, null, null, null);
  }

  PolicyBinder(
      Vocabulary vocabulary,
      List<Problem> problems,
      List<String> testSets,
      List<SliceSpec> slices,
      SliceSearchSpec search,
      @Nullable List<Feature> features,
      @Nullable List<Probe> probes,
      @Nullable List<Case> cases) {
    this.cases = new FailureBinder(cases, problems);
    this.under = new UnderBinder(probes, problems);
    this.drift = new DriftBinder(features, problems);
    this.vocabulary = vocabulary;
    this.problems = problems;
    this.testSets = new TestSetNames(testSets, problems);
    this.slices = slices.stream().map(SliceSpec::text).toList();
    this.search = search;
  }

  PromotionPolicy bind(Section promote) {
    List<Gate> gates = new ArrayList<>();
    for (YamlNode item : promote.items("when")) {
      ((YamlNode.Mapping) item)
          .entries()
          .forEach(
              (kind, entry) -> {
                if (kind.equals("condition")) {
                  gates.addAll(condition(new Section((YamlNode.Mapping) entry.value())));
                  return;
                }
                Gate gate =
                    entry.value() instanceof YamlNode.Sequence several
                        ? anyOf(several)
                        : gate(kind, new Section((YamlNode.Mapping) entry.value()));
                if (gate != null) {
                  gates.add(gate);
                }
              });
    }
    double confidence = promote.number("confidence", 0.95);
    if (!(confidence > 0.5 && confidence < 1)) {
      problems.add(
          new Problem(
              promote.line("confidence"),
              "expected a confidence between 50% and 100%, such as 95%"));
      confidence = 0.95;
    }
    return new PromotionPolicy(
        confidence,
        gates,
        promote.choice(
            "first",
            PromotionPolicy.First.class,
            PromotionPolicy.First.PROMOTE_IF_BETTER_THAN_MAJORITY),
        approval(promote));
  }

  /** What says the same means the same, and has the same digest. */
  private static PromotionPolicy.@Nullable Approval approval(Section promote) {
    PromotionPolicy.Approval approval =
        promote.choice(
            "approval", PromotionPolicy.Approval.class, PromotionPolicy.Approval.AUTOMATIC);
    return approval == PromotionPolicy.Approval.AUTOMATIC ? null : approval;
  }

  private @Nullable Gate anyOf(YamlNode.Sequence several) {
    List<Gate> gates = new ArrayList<>();
    for (YamlNode item : several.items()) {
      ((YamlNode.Mapping) item)
          .entries()
          .forEach(
              (kind, entry) -> {
                Gate gate = gate(kind, new Section((YamlNode.Mapping) entry.value()));
                if (gate != null) {
                  gates.add(gate);
                }
              });
    }
    return gates.size() < several.items().size() ? null : new Gate.AnyOf(gates);
  }

  private List<Gate> condition(Section s) {
    List<Gate> gates = new ArrayList<>();
    try {
      for (Condition clause : Condition.parse(s.text("holds"))) {
        gates.addAll(clause.gates(testSet(s), per(s), s.whole("min_n", MIN_N)));
      }
    } catch (IllegalArgumentException e) {
      problems.add(new Problem(s.line("holds"), String.valueOf(e.getMessage())));
    }
    for (Gate gate : gates) {
      boolean measure = gate.metric().equals(Measure.CHURN);
      known(s.line("holds"), gate.metric(), measure ? vocabulary.measure() : vocabulary.metric());
    }
    return gates;
  }

  private @Nullable Gate gate(String kind, Section s) {
    if (kind.equals("no_regression_slices")) {
      String set = testSet(s);
      if (set != null && testSets.known().contains(set) && !search.on().contains(set)) {
        problems.add(
            new Problem(s.node().line(), "weak_slices searches no slices on test set " + set));
      }
      return new Gate.NoRegressionSlices(margin(s), set);
    }
    boolean measure = s.has("measure");
    if (measure == s.has("metric")) {
      problems.add(new Problem(s.node().line(), kind + " needs a metric or a measure"));
      return null;
    }
    String metric = s.text(measure ? "measure" : "metric");
    if (measure && (UnderBinder.knows(metric) || FailureBinder.knows(metric))) {
      // Said below, with what it is under or of.
    } else if (measure && DriftBinder.speaksOf(metric)) {
      metric = drift.name(s, metric);
    } else if (!measure && Gap.names().contains(metric)) {
      requireColumn(s, metric);
    } else {
      known(
          s.line(measure ? "measure" : "metric"),
          metric,
          measure ? vocabulary.measure() : vocabulary.metric());
    }
    if (measure) {
      requireMeasured(kind, s, metric);
    }
    metric = cases.name(kind, s, under.name(s, metric));
    boolean rows = !measure || Measure.readsNoLabels(metric);
    String on = rows ? testSet(s) : null;
    String per = per(s);
    // Any other measure is one number and not a sample.
    long minN = rows ? s.whole("min_n", cases.minN(metric, MIN_N)) : 0;
    return switch (kind) {
      case "improves" ->
          new Gate.Improves(
              metric, s.text("over", "champion"), s.number("by", 0), on, per, minN, relative(s));
      case "no_worse" ->
          new Gate.NoWorse(
              metric, s.text("than", "champion"), margin(s), on, per, minN, relative(s));
      case "limits" ->
          new Gate.Limits(metric, s.text("over", "champion"), s.number("by", 0), on, per, minN);
      case "precise" -> precise(s, metric, on, per, minN);
      case "at_least" -> new Gate.AtLeast(metric, s.number("value", 0), on, per, minN);
      default -> new Gate.AtMost(metric, s.number("value", 0), on, per, minN);
    };
  }

  /** That the measure is one of what is judged, and says what the gate asks for. */
  private void requireMeasured(String kind, Section s, String metric) {
    if (!bounds(kind) && !COMPARED.contains(metric)) {
      problems.add(
          new Problem(
              s.line("measure"),
              "%s compares two models, and %s is one number: at_least or at_most it (known here: %s)"
                  .formatted(kind, metric, String.join(", ", COMPARED))));
    }
    if (Latency.names().contains(metric) && !drift.knowsNights()) {
      problems.add(
          new Problem(s.line("measure"), "no model is here to be timed: it was made elsewhere"));
    }
    if (metric.equals(Measure.STALENESS) && !drift.knowsNights()) {
      problems.add(
          new Problem(
              s.line("measure"), "staleness is of the nights of a champion, and these are none"));
    }
  }

  /** Whether such a gate asks for the candidate's own number. */
  private static boolean bounds(String kind) {
    return kind.equals("at_least") || kind.equals("at_most") || kind.equals("precise");
  }

  private @Nullable Gate precise(
      Section s, String metric, @Nullable String on, @Nullable String per, long minN) {
    if (s.has("measure") && s.has("over")) {
      problems.add(
          new Problem(s.line("over"), "a measure has no other model's to be compared with"));
    }
    double within = s.number("within", 0);
    if (!(within > 0)) {
      problems.add(
          new Problem(
              s.line("within"), "half the width of an interval is above 0: " + s.text("within")));
      return null;
    }
    return new Gate.Precise(metric, s.textOrNull("over"), within, on, per, minN);
  }

  private @Nullable String per(Section s) {
    String per = s.textOrNull("per");
    if (per != null && !slices.contains(per)) {
      problems.add(
          new Problem(
              s.line("per"),
              "slices has no %s%s (known: %s)"
                  .formatted(per, Nearest.hint(per, slices), String.join(", ", slices))));
    }
    return per;
  }

  private static @Nullable Boolean relative(Section s) {
    return (s.has("relative") && Values.bool(s.scalar("relative"))) ? Boolean.TRUE : null;
  }

  private void requireColumn(Section s, String metric) {
    String per = s.textOrNull("per");
    if (per == null || !per.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      problems.add(
          new Problem(
              s.line(per == null ? "metric" : "per"),
              metric + " is a gap between the values of a column: it needs one of slices as per"));
    }
  }

  private double margin(Section s) {
    double margin = s.number("margin", 0);
    if (!(margin >= 0)) {
      problems.add(new Problem(s.line("margin"), "a margin is not negative: " + s.text("margin")));
    }
    return margin;
  }

  private @Nullable String testSet(Section s) {
    String changed = under.testSet(s);
    if (changed != null) {
      return changed;
    }
    String asked = cases.testSet(s);
    if (asked != null) {
      return asked;
    }
    if (!s.has("on") && (s.has("under") || s.has("of"))) {
      // What has no such name was said already, and would have told the set.
      return null;
    }
    return testSets.on(s, s.node().line());
  }

  private void known(int line, String name, Consumer<String> vocabulary) {
    try {
      vocabulary.accept(name);
    } catch (IllegalArgumentException e) {
      problems.add(new Problem(line, String.valueOf(e.getMessage())));
    }
  }
}
