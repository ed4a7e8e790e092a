package dev.nightjar.jobs;

import dev.nightjar.dataset.DatasetLog;
import dev.nightjar.dataset.Segment;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.registry.ModelRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a candidate was trained and judged on, and whether the dataset still has them.
 *
 * <p>A candidate becomes a version before this is asked, and a retraction is in the dataset's log
 * before the registry is searched for versions to taint: when both happen at once, at least one of
 * them sees the other.
 */
final class JudgedData {

  private final DatasetLog dataset;
  private final Snapshot judged;

  JudgedData(DatasetLog dataset, Snapshot judged) {
    this.dataset = dataset;
    this.judged = judged;
  }

  /** Why the verdict does not stand any more; null: it stands. */
  @Nullable String broken(String version) throws IOException {
    List<Segment> gone = judged.gone(dataset.state());
    return gone.isEmpty() ? null : version + " was judged on " + words(gone);
  }

  /** Taints the version when rows of its training interval were taken back. */
  void taint(ModelRegistry registry, String version, String by) throws IOException {
    List<Segment> gone =
        judged.gone(dataset.state()).stream().filter(s -> s.touches(judged.train())).toList();
    if (!gone.isEmpty()) {
      Map<String, String> digests =
          gone.stream().collect(Collectors.toMap(Segment::name, s -> s.digest().hex()));
      registry.taint(
          version,
          by,
          "trained on " + words(gone),
          Map.of("dataset", dataset.name(), "segments", digests));
    }
  }

  private String words(List<Segment> gone) {
    String names = gone.stream().map(Segment::name).collect(Collectors.joining(", "));
    return gone.size() == 1
        ? "segment %s of dataset %s, which was retracted since".formatted(names, dataset.name())
        : "segments %s of dataset %s, which were retracted since".formatted(names, dataset.name());
  }
}
