package dev.nightjar.schedules.app;

import dev.nightjar.expectation.DataProfile;
import dev.nightjar.expectation.Suggestions;
import dev.nightjar.jobs.config.PipelineTemplate;
import dev.nightjar.jobs.config.PipelineTemplate.Draft;
import dev.nightjar.jobs.duckdb.DuckDbProfile;
import dev.nightjar.schedules.StarterService;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Looks at data and writes a first pipeline file for them. */
final class Starter implements StarterService {

  @Override
  public List<String> init(Path data, Path to) throws IOException {
    if (!Files.isRegularFile(data)) {
      throw new NoSuchFileException(data.toString());
    }
    if (Files.exists(to)) {
      throw new FileAlreadyExistsException(to + " is there already; name another file with --to");
    }
    DataProfile profile = DuckDbProfile.of(List.of(data));
    String name = name(data);
    Draft draft = PipelineTemplate.draft(name, profile, Suggestions.suggest(profile));
    Files.writeString(to, draft.text(), StandardOpenOption.CREATE_NEW);
    List<String> next = new ArrayList<>();
    next.add(
        String.format(
            Locale.ROOT,
            "%s: a pipeline for %,d rows of %d columns. Look at the label and the features first:",
            to,
            profile.rows(),
            profile.columns().size()));
    next.add(
        draft.label().isEmpty()
            ? "  no column has two values; say under label.when which rows are positive"
            : "  " + draft.label() + " was taken for the label");
    next.add("  a column that is known only after the fact must not be among features.use");
    String time = draft.time().isEmpty() ? "EXPR" : draft.time();
    next.add("Then: nightjar dataset add " + name + " " + data + " --time " + time + " --by day");
    next.add("      nightjar run " + to);
    return next;
  }

  private static String name(Path data) {
    String file = String.valueOf(data.getFileName()).toLowerCase(Locale.ROOT);
    String stem = file.contains(".") ? file.substring(0, file.indexOf('.')) : file;
    String clean = stem.replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    return clean.isEmpty() ? "data" : clean.substring(0, Math.min(60, clean.length()));
  }
}
