package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.DatasetState.Definition;
import dev.nightjar.dataset.Expression;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files of other people, and how they become rows.
 *
 * @param files all CSV, all JSON lines or all Parquet, with the same columns; CSV and JSON may be
 *     gzipped. CSV is UTF-8 with a header line; an empty field is missing
 * @param time event time of a row, a date or a timestamp over the file's columns
 * @param zone where times with an offset are moved to
 * @param known what the dataset is: its columns keep their types, and those that every segment has
 *     must be there; null: types are found by looking at every value
 * @param dropUndated whether rows without a time are left out; otherwise they are an error
 */
public record ForeignSource(
    List<Path> files,
    Expression time,
    ZoneId zone,
    @Nullable Definition known,
    boolean dropUndated) {

  public ForeignSource {
    files = List.copyOf(files);
  }
}
