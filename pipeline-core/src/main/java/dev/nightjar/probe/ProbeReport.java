package dev.nightjar.probe;

import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Failures;
import dev.nightjar.statistics.Measure;
import dev.nightjar.store.Digest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the models of a night made of changed rows.
 *
 * @param confidence one-sided; intervals are central of level 2 × confidence − 1
 * @param robustness the changes that the pipeline file asks for, in its order
 * @param importance what the candidate's scores rest on; null: there were no rows to say
 * @param cases what the pipeline file says of how models behave, in its order; null: nothing
 */
public record ProbeReport(
    double confidence,
    List<ProbeResult> robustness,
    @Nullable Importances importance,
    @Nullable List<CaseResult> cases) {

  public ProbeReport {
    robustness = List.copyOf(robustness);
    cases = cases == null ? null : List.copyOf(cases);
  }

  /** Of a pipeline file that says nothing of how models behave. */
  public ProbeReport(
      double confidence, List<ProbeResult> robustness, @Nullable Importances importance) {
    this(confidence, robustness, importance, null);
  }

  /** The cases, of which there may be none. */
  public List<CaseResult> tried() {
    return cases == null ? List.of() : cases;
  }

  /** What gates look at. */
  public List<Measure> measures() {
    return Stream.concat(
            robustness.stream().flatMap(r -> r.measures().stream()),
            tried().stream().flatMap(r -> r.measures().stream()))
        .toList();
  }

  /** What gates look at, too. */
  public List<Comparison> comparisons() {
    return Stream.concat(
            robustness.stream().flatMap(r -> r.comparisons().stream()),
            tried().stream().flatMap(r -> r.comparisons().stream()))
        .toList();
  }

  /** The files of scores. */
  public List<Digest> predictions() {
    return Stream.of(
            robustness.stream().map(ProbeResult::predictions),
            Stream.ofNullable(importance).map(Importances::predictions),
            tried().stream().map(CaseResult::predictions))
        .flatMap(all -> all)
        .flatMap(Stream::ofNullable)
        .toList();
  }

  /** What a person should know of changes and cases that say less than they were meant to. */
  public List<String> warnings() {
    Stream<String> changes =
        robustness.stream()
            .filter(r -> !r.sentence().isEmpty())
            .map(r -> warning(r.probe().name(), r.measured(), r.sentence()));
    Stream<String> asked =
        tried().stream()
            .filter(r -> !r.measured() || !r.unasked().isEmpty())
            .map(r -> warning(r.asked().name(), r.measured(), r.sentence()));
    return Stream.concat(changes, asked).toList();
  }

  private static String warning(String name, boolean measured, String sentence) {
    return "“%s” %s: %s"
        .formatted(name, measured ? "was measured in part" : "was not measured", sentence);
  }

  /**
   * Why nothing was measured: by name of a change under it, by name of its measure of a case, and
   * there for models that could not be asked too.
   */
  public Map<String, String> silent() {
    Map<String, String> silent = new LinkedHashMap<>();
    for (ProbeResult r : robustness) {
      if (!r.measured()) {
        silent.put(r.probe().name(), r.sentence());
      }
    }
    for (CaseResult r : tried()) {
      if (!r.sentence().isEmpty()) {
        silent.put(new Failures(r.asked().name()).name(), r.sentence());
      }
    }
    return silent;
  }
}
