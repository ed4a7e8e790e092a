package dev.nightjar.jobs.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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
    String name = file.toString();
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(
          name,
          List.of(
              new Problem(
                  0, Files.isDirectory(file) ? "a folder, not a file" : "there is no such file")));
    }
    return parse(file, YamlParser.text(file));
  }

  /** As {@link #read}, of text that came from {@code file}. */
  public PipelineFile parse(Path file, String text) {
    YamlNode root = YamlParser.parse(file.toString(), text);
    List<Problem> problems = new ArrayList<>();
    PipelineShape.FILE.check(root, problems::add);
    if (problems.isEmpty() && root instanceof YamlNode.Mapping mapping) {
      Pipeline pipeline = new PipelineBinder(vocabulary, file, problems).bind(mapping);
      if (problems.isEmpty()) {
        return new PipelineFile(file, pipeline, root);
      }
    }
    problems.sort(Comparator.comparingInt(Problem::line));
    throw new ConfigException(file.toString(), problems);
  }
}
