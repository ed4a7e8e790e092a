package dev.nightjar.jobs;

import dev.nightjar.dataset.DatasetLog;
import dev.nightjar.dataset.Datasets;
import dev.nightjar.lineage.Impact;
import dev.nightjar.lineage.Impact.InVersion;
import dev.nightjar.registry.EventKind;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.registry.RegistryEvent;
import java.io.IOException;
import java.util.Map;

/**
 * Takes a segment back, and taints the versions that were trained on it.
 *
 * <p>Idempotent: interrupted and called again it does what is left. The dataset's log comes first,
 * so that a night which ends meanwhile finds the retraction there.
 */
public final class Retraction {

  private final Workbench bench;

  public Retraction(Workbench bench) {
    this.bench = bench;
  }

  /**
   * Retracts.
   *
   * @param reason in words; of a segment that was retracted before the words of that time count
   * @return the impact, with the marks that it left
   */
  public Impact retract(String dataset, String segment, String reason) throws IOException {
    SegmentImpact impact = new SegmentImpact(bench);
    impact.of(dataset, segment);
    DatasetLog log = new Datasets(bench.store(), bench.clock()).dataset(dataset);
    log.retract(segment, reason, bench.actor());
    Impact after = impact.of(dataset, segment);
    for (InVersion version : after.trained()) {
      taint(after, version);
    }
    return impact.of(dataset, segment);
  }

  private void taint(Impact impact, InVersion version) throws IOException {
    ModelRegistry registry =
        new ModelRegistry(bench.store(), version.model(), bench.clock(), bench.actor());
    String digest = impact.segment().digest().hex();
    for (RegistryEvent event :
        registry.events(
            e -> e.kind() == EventKind.TAINTED && e.version().equals(version.version()))) {
      if (event.evidence().toString().contains(digest)) {
        return;
      }
    }
    registry.taint(
        version.version(),
        bench.actor(),
        "trained on segment %s of dataset %s, which was retracted: %s"
            .formatted(impact.segment().name(), impact.dataset(), impact.retracted()),
        Map.of("dataset", impact.dataset(), "segments", Map.of(impact.segment().name(), digest)));
  }
}
