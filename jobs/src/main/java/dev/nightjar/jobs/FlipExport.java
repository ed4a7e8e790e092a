package dev.nightjar.jobs;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Row;
import dev.nightjar.dataset.Schema;
import dev.nightjar.evaluation.FlippedRows.Flipped;
import dev.nightjar.jobs.config.PipelineReader;
import dev.nightjar.jobs.parquet.ParquetRows;
import dev.nightjar.text.CsvCells;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes every row of test sets that are not sealed on which candidate and champion of a night
 * decided otherwise into a file, CSV or Parquet, the worst first: the test set, what the row is
 * found by, whether it became worse or better, its label, what both models said of it with which
 * scores, and by what the candidate's log loss is greater.
 */
public final class FlipExport {

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("test_set", ColumnType.TEXT),
              new Column("row", ColumnType.TEXT),
              new Column("change", ColumnType.TEXT),
              new Column("label", ColumnType.INTEGER),
              new Column("candidate_class", ColumnType.INTEGER),
              new Column("champion_class", ColumnType.INTEGER),
              new Column("candidate_score", ColumnType.DOUBLE),
              new Column("champion_score", ColumnType.DOUBLE),
              new Column("loss_difference", ColumnType.DOUBLE)));

  private final Workbench bench;
  private final PipelineReader reader;

  public FlipExport(Workbench bench, PipelineReader reader) {
    this.bench = bench;
    this.reader = reader;
  }

  /**
   * Writes them, all or nothing.
   *
   * @param to a new file whose name ends in {@code .csv} or {@code .parquet}
   * @return how many rows it has
   * @throws IllegalArgumentException when the file is there, has another ending, or the night was
   *     not judged against a champion
   * @throws DataException when something of the night is gone or damaged
   */
  public long write(Documents.Night stored, Path to) throws IOException {
    String name = String.valueOf(to.getFileName()).toLowerCase(Locale.ROOT);
    if (!name.endsWith(".csv") && !name.endsWith(".parquet")) {
      throw new IllegalArgumentException(to + ": expected a name that ends in .csv or .parquet");
    }
    if (Files.exists(to)) {
      throw taken(to, null);
    }
    if (stored.decision().evaluation() != null && stored.decision().champion() == null) {
      throw new IllegalArgumentException(
          "the night of %s had no champion: no row can have flipped"
              .formatted(stored.decision().logicalDate()));
    }
    List<Line> lines = StoredNight.with(bench, reader, stored, "scored again", FlipExport::lines);
    Path whole = to.toAbsolutePath();
    Path part = whole.resolveSibling("." + whole.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      if (name.endsWith(".csv")) {
        csv(part, lines);
      } else {
        parquet(part, lines);
      }
      Files.createLink(whole, part);
    } catch (FileAlreadyExistsException e) {
      throw taken(to, e);
    } finally {
      Files.deleteIfExists(part);
    }
    return lines.size();
  }

  private static IllegalArgumentException taken(Path to, @Nullable Throwable cause) {
    return new IllegalArgumentException(to + " is there already: name a new file", cause);
  }

  private record Line(String testSet, String row, Flipped flipped) implements Row {

    @Override
    public boolean missing(int column) {
      return false;
    }

    @Override
    public long whole(int column) {
      return column == 3
          ? flipped.label()
          : column == 4 ? flipped.candidateClass() : flipped.championClass();
    }

    @Override
    public double number(int column) {
      return column == 6 ? flipped.candidate() : column == 7 ? flipped.champion() : flipped.loss();
    }

    @Override
    public String text(int column) {
      return column == 0 ? testSet : column == 1 ? row : flipped.worse() ? "worse" : "better";
    }
  }

  /** Those of sets that are not sealed. */
  private static List<Line> lines(StoredNight night) throws IOException {
    List<Line> lines = new ArrayList<>();
    Set<String> sealed = Decisions.sealing(night.night().pipeline()).sets();
    for (FlippedSet set : night.evaluation().flipped()) {
      if (sealed.contains(set.name())) {
        continue;
      }
      Map<Long, String> names = set.names(set.all());
      set.all().forEach(f -> lines.add(new Line(set.name(), set.name(names, f), f)));
    }
    return lines;
  }

  private static void parquet(Path file, List<Line> lines) throws IOException {
    try (ParquetRows out = ParquetRows.create(file, SCHEMA)) {
      for (Line line : lines) {
        out.write(line);
      }
      out.finish();
    }
  }

  private static void csv(Path file, List<Line> lines) throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(String.join(",", SCHEMA.names()) + "\r\n");
      for (Line line : lines) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < SCHEMA.columns().size(); i++) {
          cells.add(
              switch (SCHEMA.columns().get(i).type()) {
                case TEXT -> CsvCells.text(line.text(i));
                case DOUBLE -> String.valueOf(line.number(i));
                default -> String.valueOf(line.whole(i));
              });
        }
        out.write(String.join(",", cells) + "\r\n");
      }
    }
  }
}
