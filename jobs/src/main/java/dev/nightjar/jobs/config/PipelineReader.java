package dev.nightjar.jobs.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads pipeline files. Stateless and thread-safe. */
public final class PipelineReader {

  private final Vocabulary vocabulary;

  /** A reader for files that may use these names. */
  public PipelineReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * Reads and validates the file.
   *
   * @throws ConfigException with every mistake that was found, each with its line
   */
  public PipelineFile read(Path file) {
    return read(file, Map.of());
  }

  /**
   * The same, with these values for parameters that the file declares.
   *
   * @throws IllegalArgumentException when it declares no such parameter, or one of another type
   */
  public PipelineFile read(Path file, Map<String, String> params) {
    String name = file.toString();
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(
          name,
          List.of(
              new Problem(
                  0, Files.isDirectory(file) ? "a folder, not a file" : "there is no such file")));
    }
    return parse(file, YamlParser.text(file), params);
  }

  /**
   * The text that a run pinned, as it means the same on a machine that has nothing but the text:
   * its calendars, which are files beside it and say only when it runs, are left out.
   */
  public PipelineFile pinned(Path file, String text, Map<String, String> params) {
    return parse(file, text, params, PipelineReader::withoutCalendars);
  }

  private static YamlNode withoutCalendars(YamlNode root) {
    if (!(root instanceof YamlNode.Mapping file)
        || !(file.get("schedule") instanceof YamlNode.Mapping schedule)) {
      return root;
    }
    Map<String, YamlNode.Mapping.Entry> kept = new LinkedHashMap<>(schedule.entries());
    kept.remove("calendars");
    Map<String, YamlNode.Mapping.Entry> entries = new LinkedHashMap<>(file.entries());
    entries.computeIfPresent(
        "schedule",
        (key, entry) ->
            new YamlNode.Mapping.Entry(entry.line(), new YamlNode.Mapping(schedule.line(), kept)));
    return new YamlNode.Mapping(file.line(), entries);
  }

  /** As {@link #read}, of text that came from {@code file}. */
  public PipelineFile parse(Path file, String text) {
    return parse(file, text, Map.of());
  }

  /** The same, with these values for parameters that the text declares. */
  public PipelineFile parse(Path file, String text, Map<String, String> params) {
    return parse(file, text, params, root -> root);
  }

  private PipelineFile parse(
      Path file, String text, Map<String, String> params, UnaryOperator<YamlNode> read) {
    List<Problem> problems = new ArrayList<>();
    YamlNode root =
        read.apply(
            new Parameters(YamlParser.parse(file.toString(), text), problems).filledIn(params));
    PipelineShape.FILE.check(root, problems::add);
    if (problems.isEmpty() && root instanceof YamlNode.Mapping mapping) {
      Pipeline pipeline = new PipelineBinder(vocabulary, file, problems).bind(mapping);
      if (problems.isEmpty()) {
        return new PipelineFile(file, pipeline, root, text, params);
      }
    }
    problems.sort(Comparator.comparingInt(Problem::line));
    throw new ConfigException(file.toString(), problems);
  }
}
