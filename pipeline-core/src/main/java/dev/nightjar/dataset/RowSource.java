package dev.nightjar.dataset;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
 * @param arrivals names of the segments in the order in which a row of theirs is the first or the
 *     last of several with equal id columns; empty: as in {@code files}
 * @param labels the files of the label's source; null: it has none
 */
public record RowSource(
    List<LocalFile> files,
    Schema schema,
    Expression time,
    Map<String, Expression> derived,
    Recipe recipe,
    @Nullable Label label,
    LocalDateTime cutoff,
    List<String> arrivals,
    @Nullable Labels labels) {

  /** A segment and where its verified bytes are. */
  public record LocalFile(Segment segment, Path path) {}

  /**
   * A label dataset on this machine.
   *
   * @param files its segments' verified files
   * @param schema its columns
   * @param time event time of a label row
   */
  public record Labels(List<LocalFile> files, Schema schema, Expression time) {
    public Labels {
      files = List.copyOf(files);
    }
  }

  public RowSource {
    files = List.copyOf(files);
    arrivals = List.copyOf(arrivals);
    Set<String> names =
        files.stream().map(f -> f.segment().name()).collect(Collectors.toUnmodifiableSet());
    if (!arrivals.isEmpty() && !Set.copyOf(arrivals).equals(names)) {
      throw new IllegalArgumentException("arrivals name other segments than there are files");
    }
    if ((label != null && label.source() != null) != (labels != null)) {
      throw new IllegalArgumentException("a label that has a source, and it alone, has files");
    }
  }

  /** Files that arrived in their order. */
  public RowSource(
      List<LocalFile> files,
      Schema schema,
      Expression time,
      Map<String, Expression> derived,
      Recipe recipe,
      @Nullable Label label,
      LocalDateTime cutoff) {
    this(files, schema, time, derived, recipe, label, cutoff, List.of(), null);
  }
}
