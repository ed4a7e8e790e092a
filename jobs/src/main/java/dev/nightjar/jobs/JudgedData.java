package dev.nightjar.jobs;

import dev.nightjar.dataset.DatasetLog;
import dev.nightjar.dataset.Segment;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.registry.ModelRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows and labels that a candidate was trained and judged on, and whether their datasets still
 * have them.
 *
 * <p>A candidate becomes a version before this is asked, and a retraction is in the dataset's log
 * before the registry is searched for versions to taint: when both happen at once, at least one of
 * them sees the other.
 */
final class JudgedData {

  private final DataLogs logs;
  private final Snapshot judged;

  JudgedData(DataLogs logs, Snapshot judged) {
    this.logs = logs;
    this.judged = judged;
  }

  /** Segments of one dataset that are gone. */
  private record Lost(String dataset, List<Segment> segments) {
    String words() {
      String names = segments.stream().map(Segment::name).collect(Collectors.joining(", "));
      return segments.size() == 1
          ? "segment %s of dataset %s, which was retracted since".formatted(names, dataset)
          : "segments %s of dataset %s, which were retracted since".formatted(names, dataset);
    }
  }

  /** Why the verdict does not stand any more; null: it stands. */
  @Nullable String broken(String version) throws IOException {
    List<Lost> lost = new ArrayList<>();
    add(lost, logs.rows().name(), judged.gone(logs.rows().state()));
    labels(lost);
    return lost.isEmpty()
        ? null
        : lost.stream()
            .map(Lost::words)
            .collect(Collectors.joining(", and on ", version + " was judged on ", ""));
  }

  /**
   * Taints the version when rows of its training interval were taken back, or labels, any of which
   * may have been theirs.
   */
  void taint(ModelRegistry registry, String version, String by) throws IOException {
    List<Lost> lost = new ArrayList<>();
    add(
        lost,
        logs.rows().name(),
        judged.gone(logs.rows().state()).stream()
            .filter(s -> s.touches(judged.train()) && judged.segments().contains(s))
            .toList());
    labels(lost);
    for (Lost one : lost) {
      Map<String, String> digests =
          one.segments().stream().collect(Collectors.toMap(Segment::name, s -> s.digest().hex()));
      registry.taint(
          version,
          by,
          "trained on " + one.words(),
          Map.of("dataset", one.dataset(), "segments", digests));
    }
  }

  private void labels(List<Lost> lost) throws IOException {
    DatasetLog log = logs.labels();
    Snapshot.Labels read = judged.labels();
    if (log != null && read != null) {
      add(lost, log.name(), read.gone(log.state()));
    }
  }

  private static void add(List<Lost> lost, String dataset, List<Segment> gone) {
    if (!gone.isEmpty()) {
      lost.add(new Lost(dataset, gone));
    }
  }
}
