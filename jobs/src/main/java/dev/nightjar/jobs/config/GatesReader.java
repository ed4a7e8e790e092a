package dev.nightjar.jobs.config;

import static dev.nightjar.jobs.config.Values.NUMBER;

import dev.nightjar.evaluation.SliceSearchSpec;
import dev.nightjar.evaluation.SliceSpec;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.jobs.config.PipelineShape.Fields;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads files of gates: {@code confidence}, {@code when}, {@code slices}, {@code metrics} and
 * {@code weak_slices}, as in a pipeline file. Stateless and thread-safe.
 */
public final class GatesReader {

  /** Everything that can be said. */
  static final Shape.Fields FILE =
      new Fields()
          .may("confidence", NUMBER, PipelineShape.CONFIDENCE)
          .must("when", GateShape.GATES, "the gates, all of which must pass")
          .may("slices", PipelineShape.SLICES, "columns, or conditions, that cut test sets")
          .may("metrics", PipelineShape.costsOfClasses(), "metrics of the file's own, by name")
          .may(
              "weak_slices",
              SliceSearchShape.SHAPE,
              "slices that are searched for on every test set; off: none are")
          .build();

  private final Vocabulary vocabulary;
  private final GatesSubject subject;

  /** A reader for files that may use these names, and are about these rows. */
  public GatesReader(Vocabulary vocabulary, GatesSubject subject) {
    this.vocabulary = vocabulary;
    this.subject = subject;
  }

  /**
   * Reads and validates the file.
   *
   * @param testSets those that gates may name
   * @param more slices beside those of the file
   * @throws ConfigException with every mistake that was found, each with its line
   */
  public GatesFile read(Path file, List<String> testSets, List<SliceSpec> more) {
    List<Problem> problems = new ArrayList<>();
    YamlNode root = YamlParser.parse(file.toString(), YamlParser.text(file));
    FILE.check(root, problems::add);
    if (problems.isEmpty() && root instanceof YamlNode.Mapping mapping) {
      GatesFile gates = bind(new Section(mapping), testSets, more, problems);
      if (problems.isEmpty()) {
        return gates;
      }
    }
    problems.sort(Comparator.comparingInt(Problem::line));
    throw new ConfigException(file.toString(), problems);
  }

  private GatesFile bind(
      Section file, List<String> testSets, List<SliceSpec> more, List<Problem> problems) {
    Set<SliceSpec> all = new LinkedHashSet<>(more);
    file.items("slices").forEach(item -> all.add(PipelineBinder.slice(item)));
    List<SliceSpec> slices = List.copyOf(all);
    CostBinder.Made made = new CostBinder(vocabulary, problems).bind(file, subject);
    SliceSearchSpec search = new SoughtSlices(subject, problems).bind(file, testSets, slices);
    PromotionPolicy policy =
        new PolicyBinder(vocabulary.with(made.names()), problems, testSets, slices, search)
            .bind(file);
    return new GatesFile(policy, slices, search, made.costs(), made.ofClasses());
  }
}
