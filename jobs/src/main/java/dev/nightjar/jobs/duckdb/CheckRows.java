package dev.nightjar.jobs.duckdb;

import dev.nightjar.dataset.RowSource;
import java.util.List;

/**
 * The rows of some of a source's files.
 *
 * @param view their columns
 * @param files where they come from, in order
 * @param time SQL of the event time
 */
record CheckRows(SegmentView view, List<RowSource.LocalFile> files, String time) {

  static CheckRows open(
      DuckDbSession session, String name, RowSource source, List<RowSource.LocalFile> files) {
    SegmentView view =
        SegmentView.create(
            session,
            name,
            files.stream().map(RowSource.LocalFile::path).toList(),
            source.schema(),
            source.derived());
    return new CheckRows(view, files, source.time().toSql());
  }
}
