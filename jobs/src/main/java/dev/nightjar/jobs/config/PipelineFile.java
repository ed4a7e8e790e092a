package dev.nightjar.jobs.config;

import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.Schema;
import dev.nightjar.dataset.Span;
import dev.nightjar.evaluation.CostMatrix;
import dev.nightjar.evaluation.SliceSpec;
import dev.nightjar.probe.Case;
import dev.nightjar.run.Deadlines;
import dev.nightjar.run.OperatorSpec;
import dev.nightjar.text.Nearest;
import dev.nightjar.upkeep.RetentionRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A pipeline, and where in its file each thing was said. */
public final class PipelineFile {

  private final Path path;
  private final Pipeline pipeline;
  private final YamlNode root;
  private final String text;
  private final Map<String, String> params;

  PipelineFile(
      Path path, Pipeline pipeline, YamlNode root, String text, Map<String, String> params) {
    this.path = path;
    this.pipeline = pipeline;
    this.root = root;
    this.text = text;
    this.params = Map.copyOf(params);
  }

  /** The file's text. */
  public String text() {
    return text;
  }

  /** The values that were given to its parameters, by name; the others are as the file says. */
  public Map<String, String> params() {
    return params;
  }

  /**
   * How long what can be spared is kept. It is no part of the pipeline's meaning: to change it
   * changes no run.
   */
  public RetentionRule retention() {
    Section section = new Section((YamlNode.Mapping) root).section("retention");
    Span rejected = section.parsed("rejected", Span::parse);
    Span scores = section.parsed("scores", Span::parse);
    return new RetentionRule(
        pipeline.name(),
        rejected == null ? null : rejected.duration(),
        scores == null ? null : scores.duration());
  }

  /** What it promises about time: no part of its meaning either. */
  public Deadlines deadlines() {
    return DeadlineShape.bind(new Section((YamlNode.Mapping) root).section("deadlines"));
  }

  /** How long a try of the step may take; empty: as long as steps may. No part of the meaning. */
  public Optional<Duration> timeout(String step) {
    Span span = new Section((YamlNode.Mapping) root).section("timeouts").parsed(step, Span::parse);
    return Optional.ofNullable(span).map(Span::duration);
  }

  /**
   * How the step is executed. No part of the meaning: another heap makes no other model, and leaves
   * runs resumable.
   */
  public OperatorSpec operator(String step) {
    return OperatorShape.bind(new Section((YamlNode.Mapping) root).section("operators"), step);
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /** What it says. */
  public Pipeline pipeline() {
    return pipeline;
  }

  /**
   * The line of a value, counted from 1; the line of the nearest value around it that is there.
   *
   * @param at keys, and numbers of list items from 0
   */
  public int line(String... at) {
    YamlNode node = root;
    int line = root.line();
    for (String step : at) {
      if (node instanceof YamlNode.Mapping mapping && mapping.entries().containsKey(step)) {
        YamlNode.Mapping.Entry entry = mapping.entries().get(step);
        line = entry.line();
        node = entry.value();
      } else if (node instanceof YamlNode.Sequence sequence
          && step.chars().allMatch(Character::isDigit)
          && Integer.parseInt(step) < sequence.items().size()) {
        node = sequence.items().get(Integer.parseInt(step));
        line = node.line();
      } else {
        return line;
      }
    }
    return line;
  }

  /**
   * Holds the file's columns against those that the dataset has.
   *
   * @param schema the dataset's columns; derived ones are added here
   * @throws ConfigException naming file, line and nearest column for each that is not there
   */
  public void checkColumns(Schema schema) {
    List<Problem> problems = new ArrayList<>();
    List<String> known = new ArrayList<>(schema.names());
    pipeline
        .derived()
        .forEach(
            (name, expression) -> {
              int line = line("features", "derive", name);
              expression.columns().forEach(c -> require(c, known, line, problems));
              known.add(name);
            });
    for (int i = 0; i < pipeline.features().size(); i++) {
      require(
          pipeline.features().get(i).name(),
          known,
          line("features", "use", String.valueOf(i)),
          problems);
    }
    List<String> id = pipeline.recipe().id();
    for (int i = 0; i < id.size(); i++) {
      require(id.get(i), known, line("dataset", "id", String.valueOf(i)), problems);
    }
    String group = pipeline.recipe().split().group();
    if (group != null) {
      require(group, known, line("dataset", "split", "group"), problems);
    }
    Label label = pipeline.label();
    Label.Source source = label.source();
    if (source == null) {
      label.when().columns().forEach(c -> require(c, known, line("label", "when"), problems));
    } else {
      for (int i = 0; i < source.key().size(); i++) {
        require(source.key().get(i).row(), known, keyLine(i, "row"), problems);
      }
    }
    requireSlices(pipeline.slices(), known, problems, "slices");
    if (new Section((YamlNode.Mapping) root).section("weak_slices").has("columns")) {
      requireSlices(pipeline.sliceSearch().columns(), known, problems, "weak_slices", "columns");
    }
    for (CostMatrix metric : pipeline.costs()) {
      metric
          .entries()
          .forEach(
              (cell, amount) -> {
                int line = line("metrics", metric.name(), cell.key());
                amount.columns().forEach(c -> require(c, known, line, problems));
              });
    }
    pipeline.behaviour().forEach(one -> requireCase(one, known, problems));
    if (!problems.isEmpty()) {
      throw new ConfigException(path.toString(), problems);
    }
  }

  private void requireCase(Case one, List<String> known, List<Problem> problems) {
    if (one.where() != null) {
      int line = line("cases", one.name(), "where");
      one.where().columns().forEach(c -> require(c, known, line, problems));
    }
    one.set()
        .forEach(
            (feature, value) -> {
              int line = line("cases", one.name(), "set", feature);
              value.columns().forEach(c -> require(c, known, line, problems));
            });
  }

  private void requireSlices(
      List<SliceSpec> slices, List<String> known, List<Problem> problems, String... at) {
    for (int i = 0; i < slices.size(); i++) {
      String[] item = Arrays.copyOf(at, at.length + 1);
      item[at.length] = String.valueOf(i);
      int line = line(item);
      new dev.nightjar.dataset.Expression(slices.get(i).text())
          .columns()
          .forEach(c -> require(c, known, line, problems));
    }
  }

  /**
   * Holds what the file says of its label dataset against the columns that this has.
   *
   * @param rows columns of the dataset
   * @param labels columns of the label dataset
   * @throws ConfigException naming file, line and nearest column for each that is not there, or a
   *     key that has two types
   */
  public void checkLabels(Schema rows, Schema labels) {
    Label label = pipeline.label();
    Label.Source source = Objects.requireNonNull(label.source(), "a label of another dataset");
    LabelColumns columns = new LabelColumns(source.dataset(), labels);
    columns.require(label.when(), line("label", "when"));
    if (label.knownAt() != null) {
      columns.require(label.knownAt(), line("label", "known_at"));
    }
    for (int i = 0; i < source.key().size(); i++) {
      columns.requireKey(source.key().get(i), rows, keyLine(i, "label"));
    }
    if (!columns.problems().isEmpty()) {
      throw new ConfigException(path.toString(), columns.problems());
    }
  }

  private int keyLine(int part, String side) {
    YamlNode from = new Section((YamlNode.Mapping) root).section("label").section("from").node();
    return ((YamlNode.Mapping) from).get("key") instanceof YamlNode.Sequence
        ? line("label", "from", "key", String.valueOf(part), side)
        : line("label", "from", "key", side);
  }

  /**
   * Says that there is no dataset of that name to take labels from.
   *
   * @param known the datasets that there are
   */
  public ConfigException noLabelDataset(Collection<String> known) {
    String name = Objects.requireNonNull(pipeline.label().source()).dataset();
    String problem =
        "there is no dataset %s to take labels from: add its rows with `nightjar dataset add %s`%s"
            .formatted(name, name, Nearest.hint(name, known));
    return new ConfigException(
        path.toString(), List.of(new Problem(line("label", "from", "dataset"), problem)));
  }

  private void require(String column, List<String> known, int line, List<Problem> problems) {
    if (!known.contains(column)) {
      problems.add(Problem.noColumn(line, pipeline.recipe().dataset(), column, known));
    }
  }
}
