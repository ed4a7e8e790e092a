package dev.nightjar.dataset;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that turns local segment files into the rows of a run: a {@link DataEngine} opens it.
 *
 * @param files the segments' verified files, by segment, in the order of the snapshot
 * @param schema the dataset's columns
 * @param time event time of a row
 * @param derived further columns, each over the columns before it
 * @param recipe where, id, dedupe and split; its windows are already resolved into {@code files}
 * @param label null when rows need no label
 * @param cutoff local logical time: rows not complete or not known by then do not exist
 */
public record RowSource(
    List<LocalFile> files,
    Schema schema,
    Expression time,
    Map<String, Expression> derived,
    Recipe recipe,
    @Nullable Label label,
    LocalDateTime cutoff) {

  /** A segment and where its verified bytes are. */
  public record LocalFile(Segment segment, Path path) {}

  public RowSource {
    files = List.copyOf(files);
  }
}
