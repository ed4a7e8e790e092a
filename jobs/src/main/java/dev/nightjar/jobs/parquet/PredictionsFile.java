package dev.nightjar.jobs.parquet;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Row;
import dev.nightjar.dataset.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The scores that judged models gave to the rows of a test set, as Parquet: columns {@code key}
 * (64-bit), {@code label} (0 or 1) and one double for each model, named by its role.
 */
public final class PredictionsFile {

  private static final String KEY = "key";
  private static final String LABEL = "label";

  private PredictionsFile() {}

  /**
   * The content of such a file.
   *
   * @param scores by role, in the file's order
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Predictions(long[] keys, byte[] labels, Map<String, double[]> scores) {

    /** Throws {@link IllegalArgumentException} when the arrays differ in length. */
    public Predictions {
      scores = new LinkedHashMap<>(scores);
      for (double[] column : scores.values()) {
        if (column.length != keys.length) {
          throw new IllegalArgumentException(column.length + " scores for " + keys.length);
        }
      }
      if (labels.length != keys.length) {
        throw new IllegalArgumentException(labels.length + " labels for " + keys.length);
      }
    }
  }

  /** Writes a new file; the same predictions give the same bytes. */
  public static void write(Path file, Predictions predictions) throws IOException {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(KEY, ColumnType.INTEGER));
    columns.add(new Column(LABEL, ColumnType.INTEGER));
    predictions.scores().keySet().forEach(r -> columns.add(new Column(r, ColumnType.DOUBLE)));
    Cursor cursor = new Cursor(predictions, List.copyOf(predictions.scores().values()));
    try (ParquetRows out = ParquetRows.create(file, new Schema(columns))) {
      for (cursor.at = 0; cursor.at < predictions.keys().length; cursor.at++) {
        out.write(cursor);
      }
      out.finish();
    }
  }

  /**
   * Reads a file that {@link #write} wrote.
   *
   * @throws DataException that names the file when it is something else
   */
  public static Predictions read(Path file) throws IOException {
    ParquetSchemas.Footer footer = ParquetSchemas.read(file);
    List<String> names = footer.schema().names();
    if (names.size() < 2 || !names.get(0).equals(KEY) || !names.get(1).equals(LABEL)) {
      throw new DataException(file + ": expected columns key, label and scores, found " + names);
    }
    int rows = Math.toIntExact(footer.rows());
    long[] keys = new long[rows];
    long[] labels = new long[rows];
    Map<String, double[]> scores = new LinkedHashMap<>();
    names.subList(2, names.size()).forEach(n -> scores.put(n, new double[rows]));
    ParquetColumns.read(file, Map.of(KEY, keys, LABEL, labels), scores);
    byte[] small = new byte[rows];
    for (int i = 0; i < rows; i++) {
      small[i] = (byte) labels[i];
    }
    return new Predictions(keys, small, scores);
  }

  private static final class Cursor implements Row {
    private final Predictions predictions;
    private final List<double[]> scores;
    private int at;

    Cursor(Predictions predictions, List<double[]> scores) {
      this.predictions = predictions;
      this.scores = scores;
    }

    @Override
    public boolean missing(int column) {
      return false;
    }

    @Override
    public long whole(int column) {
      return column == 0 ? predictions.keys()[at] : predictions.labels()[at];
    }

    @Override
    public double number(int column) {
      return scores.get(column - 2)[at];
    }

    @Override
    public String text(int column) {
      throw new IllegalStateException("predictions hold no text");
    }
  }
}
