package dev.nightjar.jobs.config;

import dev.nightjar.run.Calendars;
import dev.nightjar.run.DayCalendar;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the calendars that a pipeline file names. */
final class CalendarBinder {

  private final Path pipeline;
  private final List<Problem> problems;

  CalendarBinder(Path pipeline, List<Problem> problems) {
    this.pipeline = pipeline;
    this.problems = problems;
  }

  Calendars bind(Section s) {
    YamlNode skip = s.node().get("skip");
    List<YamlNode> skipped =
        skip instanceof YamlNode.Sequence all
            ? all.items()
            : skip == null ? List.of() : List.of(skip);
    List<DayCalendar> read = new ArrayList<>();
    for (YamlNode item : skipped) {
      DayCalendar calendar = read((YamlNode.Scalar) item);
      if (calendar != null) {
        read.add(calendar);
      }
    }
    return new Calendars(read, s.has("only") ? read(s.scalar("only")) : null);
  }

  private @Nullable DayCalendar read(YamlNode.Scalar name) {
    try {
      Path file = pipeline.resolveSibling(name.text());
      if (Files.isRegularFile(file)) {
        return CalendarReader.read(file);
      }
      problem(
          name,
          "there is no calendar %s beside this file%s"
              .formatted(
                  name.text(), Nearest.hint(String.valueOf(file.getFileName()), neighbours(file))));
    } catch (ConfigException e) {
      String.valueOf(e.getMessage()).lines().forEach(line -> problem(name, line));
    } catch (InvalidPathException e) {
      problem(name, "expected the name of a file, found " + name.kind());
    }
    return null;
  }

  private static List<String> neighbours(Path file) {
    Path folder = Objects.requireNonNullElse(file.toAbsolutePath().getParent(), file);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> String.valueOf(f.getFileName())).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  private void problem(YamlNode at, String message) {
    problems.add(new Problem(at.line(), message));
  }
}
