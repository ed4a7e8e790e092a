package dev.nightjar.schedules.app;

import dev.nightjar.jobs.config.ConfigException;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.jobs.config.PipelineReader;
import dev.nightjar.store.Digest;
import dev.nightjar.text.LineDiff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The pipeline files of a folder, and of folders two deep in it, as they were when they were last
 * good. A YAML file without a key {@code pipeline} at its beginning, such as a calendar, is none;
 * when one of those changes all pipelines are read again. Thread-safe.
 */
final class PipelineFolder {

  /** The folder, folders in it, and folders in those. */
  private static final int DEPTH = 3;

  private final Path folder;
  private final PipelineReader reader;
  private final Map<Path, String> seen = new HashMap<>();
  private final Map<String, Loaded> loaded = new TreeMap<>();
  private final Map<Path, Broken> broken = new TreeMap<>();
  private Digest others = Digest.of("");

  PipelineFolder(Path folder, PipelineReader reader) {
    this.folder = folder;
    this.reader = reader;
  }

  /** A good version of a file. */
  record Loaded(Path path, String text, PipelineFile file, Digest digest) {

    String name() {
      return file.pipeline().name();
    }

    /** The same version, with values for its parameters. */
    PipelineFile with(Map<String, String> params) {
      return params.isEmpty() ? file : Wiring.reader().parse(path, text, params);
    }
  }

  /**
   * What happened to a file.
   *
   * @param event as {@link dev.nightjar.schedules.ServeEvent} has it
   * @param pipeline the pipeline's name, as far as it is known; otherwise the file's
   */
  record Change(String event, String pipeline, String text) {}

  /**
   * A file that cannot be used as it is.
   *
   * @param pipeline the pipeline's name, as far as it is known; otherwise the file's
   * @param version of the file
   * @param problem what is wrong with it, one mistake a line
   * @param kept whether its last good version stays
   */
  record Broken(String pipeline, Digest version, String problem, boolean kept) {}

  /** The files that are broken now, as paths in the folder. */
  synchronized Map<Path, Broken> broken() {
    Map<Path, Broken> inside = new TreeMap<>();
    broken.forEach((path, what) -> inside.put(folder.relativize(path), what));
    return inside;
  }

  /** The pipeline of this name, or empty when there is none. */
  synchronized Optional<Loaded> named(String name) {
    return Optional.ofNullable(loaded.get(name));
  }

  /** All pipelines, by name. */
  synchronized List<Loaded> all() {
    return List.copyOf(loaded.values());
  }

  /**
   * Reads what changed since the last time.
   *
   * @throws IOException when the folder cannot be read; everything stays as it was then
   */
  synchronized List<Change> read() throws IOException {
    Map<Path, String> texts = new TreeMap<>();
    StringBuilder rest = new StringBuilder();
    for (Path file : files()) {
      String text = text(file);
      if (isPipeline(text)) {
        texts.put(file, text);
      } else {
        rest.append(file).append('\n').append(text).append('\n');
      }
    }
    Digest now = Digest.of(rest.toString());
    List<Change> changes = removed(texts);
    // The name of one that is gone may be what another was refused for.
    boolean all = !now.equals(others) || !changes.isEmpty();
    others = now;
    texts.forEach(
        (file, text) -> {
          if (all || !text.equals(seen.get(file))) {
            seen.put(file, text);
            changes.addAll(changed(file, text));
          }
        });
    return changes;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return files
          .filter(f -> f.getFileName().toString().matches(".*\\.ya?ml"))
          .filter(f -> !f.getFileName().toString().equals(SettingsSource.FILE))
          .filter(f -> !isHidden(folder.relativize(f)))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Whether a folder or the file begins with a dot, as a workspace does. */
  private static boolean isHidden(Path inside) {
    for (Path name : inside) {
      if (name.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static boolean isPipeline(String text) {
    return text.lines().anyMatch(line -> line.startsWith("pipeline:"));
  }

  private List<Change> removed(Map<Path, String> texts) {
    List<Change> changes = new ArrayList<>();
    seen.keySet().retainAll(texts.keySet());
    broken.keySet().retainAll(texts.keySet());
    for (Loaded old : List.copyOf(loaded.values())) {
      if (!texts.containsKey(old.path())) {
        loaded.remove(old.name());
        changes.add(new Change("removed", old.name(), old.path().toString()));
      }
    }
    return changes;
  }

  private List<Change> changed(Path path, String text) {
    Optional<Loaded> before =
        loaded.values().stream().filter(l -> l.path().equals(path)).findFirst();
    PipelineFile file;
    try {
      file = reader.read(path);
    } catch (ConfigException e) {
      String name = before.map(Loaded::name).orElse(path.getFileName().toString());
      return List.of(broken(path, text, name, String.valueOf(e.getMessage()), before.isPresent()));
    }
    Loaded now = new Loaded(path, text, file, Digest.of(text + others));
    Loaded namesake = loaded.get(now.name());
    if (namesake != null && !namesake.path().equals(path)) {
      String problem =
          path + ": " + namesake.path() + " has the pipeline " + now.name() + " already";
      return List.of(broken(path, text, now.name(), problem, false));
    }
    List<Change> changes = new ArrayList<>();
    before
        .filter(b -> !b.name().equals(now.name()))
        .ifPresent(
            b -> {
              loaded.remove(b.name());
              changes.add(new Change("removed", b.name(), "it is called " + now.name() + " now"));
            });
    loaded.put(now.name(), now);
    boolean mended = broken.remove(path) != null;
    if (before.isPresent() && before.get().digest().equals(now.digest()) && !mended) {
      return changes;
    }
    changes.add(
        before.isEmpty() || !changes.isEmpty()
            ? new Change("loaded", now.name(), path.toString())
            : new Change(
                "changed",
                now.name(),
                mended && before.get().text().equals(text)
                    ? "as it was"
                    : changeText(before.get().text(), text)));
    return changes;
  }

  private Change broken(Path path, String text, String name, String problem, boolean kept) {
    broken.put(path, new Broken(name, Digest.of(text), problem, kept));
    return new Change("broken", name, problem + (kept ? "\nits last good version stays" : ""));
  }

  private static String changeText(String before, String after) {
    String lines = LineDiff.of(before, after);
    return lines.isEmpty() ? "as before; a file that it may read changed" : lines;
  }
}
