package dev.nightjar.probe;

import dev.nightjar.statistics.Comparison;
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
 */
public record ProbeReport(
    double confidence, List<ProbeResult> robustness, @Nullable Importances importance) {

  public ProbeReport {
    robustness = List.copyOf(robustness);
  }

  /** What gates look at. */
  public List<Measure> measures() {
    return robustness.stream().flatMap(r -> r.measures().stream()).toList();
  }

  /** What gates look at, too. */
  public List<Comparison> comparisons() {
    return robustness.stream().flatMap(r -> r.comparisons().stream()).toList();
  }

  /** The files of scores. */
  public List<Digest> predictions() {
    return Stream.concat(
            robustness.stream().map(ProbeResult::predictions),
            Stream.ofNullable(importance).map(Importances::predictions))
        .flatMap(Stream::ofNullable)
        .toList();
  }

  /** What a person should know of changes that say less than they were meant to. */
  public List<String> warnings() {
    return robustness.stream()
        .filter(r -> !r.sentence().isEmpty())
        .map(
            r ->
                "“%s” %s: %s"
                    .formatted(
                        r.probe().name(),
                        r.measured() ? "was measured in part" : "was not measured",
                        r.sentence()))
        .toList();
  }

  /** By name of a change why nothing was measured under it. */
  public Map<String, String> silent() {
    Map<String, String> silent = new LinkedHashMap<>();
    for (ProbeResult r : robustness) {
      if (!r.measured()) {
        silent.put(r.probe().name(), r.sentence());
      }
    }
    return silent;
  }
}
