package dev.nightjar.jobs;

import dev.nightjar.dataset.Leakage;
import dev.nightjar.dataset.Leakage.Finding;
import dev.nightjar.dataset.RowKeys;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.dataset.TimeRange;
import dev.nightjar.decision.Decision;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The test sets that the champion was judged on when it was promoted, held against tonight's. */
final class ChampionSets {

  private final Night night;

  ChampionSets(Night night) {
    this.night = night;
  }

  /**
   * What the rules about them find; nothing when no decision stands behind the champion.
   *
   * @param version of the champion; null: there is none
   * @param candidate keys of its training rows
   * @param tests keys of tonight's test rows by set
   */
  List<Finding> find(
      @Nullable String version, RowKeys candidate, Map<String, RowKeys> tests, Snapshot tonight)
      throws IOException {
    Decision decision = version == null ? null : decision(version);
    Evaluation evaluation = decision == null ? null : decision.evaluation();
    if (decision == null || evaluation == null) {
      return List.of();
    }
    String champion = "champion " + version;
    Map<String, RowKeys> judged = keys(evaluation);
    List<TestSet> sets = night.pipeline().testSets();
    List<Finding> findings = new ArrayList<>(Leakage.champion(candidate, champion, judged, sets));
    for (TestSet set : sets) {
      RowKeys before = judged.get(set.name());
      RowKeys now = tests.get(set.name());
      if (set.span() instanceof TestSet.Fixed
          && before != null
          && now != null
          && before.size() > 0
          && now.size() > 0) {
        String segments = segments(decision.snapshot(), tonight, set.name());
        findings.addAll(Leakage.frozen(set.name(), champion, before, now, segments));
      }
    }
    return findings;
  }

  private @Nullable Decision decision(String version) throws IOException {
    Optional<DecisionRef> ref =
        night.registry().events(e -> e.version().equals(version)).stream()
            .flatMap(e -> DecisionRef.of(night.model(), e).stream())
            .findFirst();
    try {
      return ref.isEmpty()
          ? null
          : Documents.read(night.bench().store(), ref.get().slot(), ref.get().run()).decision();
    } catch (NoSuchFileException e) {
      // It was pruned, or its run has not written it yet.
      return null;
    }
  }

  private Map<String, RowKeys> keys(Evaluation evaluation) throws IOException {
    Map<String, RowKeys> judged = new LinkedHashMap<>();
    for (Evaluation.SetSummary set : evaluation.testSets()) {
      Digest keys = set.keys();
      if (keys != null && night.bench().blobs().exists(keys)) {
        judged.put(set.name(), RowKeys.decode(night.bench().blobs().read(keys)));
      }
    }
    return judged;
  }

  /** The segments with rows of the set that are gone, new or other than then, in words. */
  private static String segments(@Nullable Snapshot before, Snapshot now, String set) {
    TimeRange then = before == null ? null : before.testSets().get(set);
    TimeRange range = now.testSets().get(set);
    if (before == null || then == null || range == null) {
      return "";
    }
    if (!then.equals(range)) {
      return "its days were others then";
    }
    Map<String, Digest> old = touching(before, set);
    Map<String, Digest> fresh = touching(now, set);
    List<String> changes = new ArrayList<>();
    old.forEach(
        (name, digest) -> {
          Digest there = fresh.get(name);
          if (there == null) {
            changes.add(name + " is gone");
          } else if (!there.equals(digest)) {
            changes.add(name + " has other rows");
          }
        });
    fresh.keySet().stream()
        .filter(n -> !old.containsKey(n))
        .forEach(n -> changes.add(n + " is new"));
    if (!changes.isEmpty()) {
      return "segment " + String.join(", ", changes);
    }
    Snapshot.Labels labels = now.labels();
    return labels != null && !labels.equals(before.labels())
        ? "its segments are the same, and labels of dataset " + labels.dataset() + " are other ones"
        : "its segments are the same, so that where, id, sample or dedupe changed";
  }

  private static Map<String, Digest> touching(Snapshot snapshot, String set) {
    Map<String, Digest> found = new TreeMap<>();
    snapshot.read(set).forEach(s -> found.put(s.name(), s.digest()));
    return found;
  }
}
