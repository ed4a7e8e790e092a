package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.Leakage;
import dev.nightjar.dataset.RowKeys;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.dataset.TimeRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Refuses to judge a model on rows that it was trained on. */
final class Leaks {

  private final Map<String, RowKeys> keys = new LinkedHashMap<>();
  private final Map<String, TimeRange> trainedOn = new LinkedHashMap<>();

  Leaks(Map<String, Judged> models) {
    models.forEach(
        (role, model) -> {
          TimeRange range = model.trainedOn();
          if (range != null) {
            String name = model.version().isEmpty() ? role : role + " " + model.version();
            keys.put(name, model.keys());
            trainedOn.put(name, range);
          }
        });
  }

  /** Throws {@link DataException} when a model's training interval reaches into a rolling set. */
  void requireApart(Snapshot snapshot, List<TestSet> sets) {
    require(Leakage.times(trainedOn, snapshot, sets));
  }

  /** Throws {@link DataException} when a model was trained on a row of the set. */
  void requireUnseen(TestSet set, Frame rows) {
    require(Leakage.keys(keys, Map.of(set.name(), RowKeys.of(rows))));
  }

  private static void require(List<Leakage.Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    List<String> lines = new ArrayList<>();
    for (Leakage.Finding finding : findings) {
      String witnesses = finding.witnesses().stream().limit(3).collect(Collectors.joining(", "));
      lines.add(finding.sentence() + (witnesses.isEmpty() ? "" : " (keys " + witnesses + ", …)"));
    }
    throw new DataException(
        String.join("; ", lines) + ": a comparison on rows that a model has seen would flatter it");
  }
}
