package dev.nightjar.schedules;

import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Datasets of a workspace. */
public interface DatasetService {

  /**
   * Adds the rows of the files. All of them or none.
   *
   * @param dataset its name; made when it is not there
   * @param files CSV (gzip too), JSON lines or Parquet
   * @param time event time of a row; null: as before
   * @param daily whether each day becomes a segment; otherwise the files together are one
   * @param dropUndated whether rows without a time are left out; otherwise they are an error
   */
  default Added add(
      String dataset,
      List<Path> files,
      @Nullable Expression time,
      boolean daily,
      boolean dropUndated)
      throws IOException {
    return add(dataset, files, time, dropUndated, new Naming(daily, null, List.of()));
  }

  /** The same, with a word on the segments. */
  Added add(
      String dataset,
      List<Path> files,
      @Nullable Expression time,
      boolean dropUndated,
      Naming naming)
      throws IOException;

  /**
   * What the rows become.
   *
   * @param daily whether each day becomes a segment; otherwise the files together are one
   * @param as the name of that one; null: as the first file. Not with {@code daily}
   * @param requires names of the segments without which the rows make no sense
   */
  record Naming(boolean daily, @Nullable String as, List<String> requires) {
    public Naming {
      requires = List.copyOf(requires);
    }
  }

  /**
   * Gives all that the dataset holds now a name, which a recipe's {@code at} may say.
   *
   * @return the number of log entries that it names
   */
  long tag(String dataset, String tag) throws IOException;

  /** The segments that can be used and require the named one, directly or not, sorted. */
  List<String> dependants(String dataset, String segment) throws IOException;

  /** The names of the datasets. */
  List<String> names() throws IOException;

  /** What a dataset consists of now. */
  Contents contents(String dataset) throws IOException;

  /** Takes a segment out of every later snapshot; see {@link LineageService#retract}. */
  void retract(String dataset, String segment, String reason) throws IOException;

  /** What was added. */
  record Added(
      String dataset, List<Segment> segments, List<String> unchanged, long rows, long dropped) {}

  /** A dataset. {@code retracted} maps a segment's name to the reason. */
  record Contents(
      String dataset, String time, List<Segment> segments, Map<String, String> retracted) {}
}
