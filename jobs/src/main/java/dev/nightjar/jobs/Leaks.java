package dev.nightjar.jobs;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.Leakage;
import dev.nightjar.dataset.Leakage.Finding;
import dev.nightjar.dataset.RowKeys;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.Split;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.dataset.TimeRange;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds judged rows that a model was trained on, and rows that nobody knew yet. */
final class Leaks {

  private final Night night;
  private final Map<String, RowKeys> keys = new LinkedHashMap<>();
  private final Map<String, RowKeys> contents = new LinkedHashMap<>();
  private final Map<String, TimeRange> trainedOn = new LinkedHashMap<>();
  private final RowKeys candidate;
  private final @Nullable String champion;

  Leaks(Night night, Map<String, Judged> models) {
    this.night = night;
    this.candidate = Objects.requireNonNull(models.get("candidate")).keys();
    Judged reigning = models.get("champion");
    this.champion = reigning == null ? null : reigning.version();
    models.forEach(
        (role, model) -> {
          TimeRange range = model.trainedOn();
          if (range != null) {
            String name = model.version().isEmpty() ? role : role + " " + model.version();
            keys.put(name, model.keys());
            trainedOn.put(name, range);
            if (model.contents() != null) {
              contents.put(name, model.contents());
            }
          }
        });
  }

  /**
   * Asks every rule about every test set.
   *
   * @param frames the rows of each
   * @return all that they find, of which some block
   */
  List<Finding> find(Snapshot snapshot, Map<String, Frame> frames) throws IOException {
    List<TestSet> sets = night.pipeline().testSets();
    List<Finding> findings = new ArrayList<>(Leakage.times(trainedOn, snapshot, sets));
    Map<String, RowKeys> tests = new LinkedHashMap<>();
    Map<String, RowKeys> testContents = new LinkedHashMap<>();
    frames.forEach(
        (set, frame) -> {
          tests.put(set, RowKeys.of(frame));
          testContents.put(set, RowKeys.contents(frame));
          findings.addAll(Leakage.known(set, frame, cutoff(snapshot)));
        });
    if (night.pipeline().recipe().id().isEmpty()) {
      // A row without an id is named by its content: the two rules are one.
      findings.addAll(Leakage.contents(keys, tests));
    } else {
      List<Finding> named = Leakage.keys(keys, tests);
      findings.addAll(named);
      Leakage.contents(contents, testContents).stream()
          .filter(f -> named.stream().noneMatch(n -> says(n, f)))
          .forEach(findings::add);
    }
    findings.addAll(new ChampionSets(night).find(champion, candidate, tests, snapshot));
    return List.copyOf(findings);
  }

  /** Whether the rows with the same key are all there are with the same content. */
  private static boolean says(Finding keys, Finding contents) {
    return keys.model().equals(contents.model())
        && keys.testSet().equals(contents.testSet())
        && keys.rows() >= contents.rows();
  }

  /** Finds rows to train on that are not known yet, and groups on both sides. */
  static List<Finding> apart(Snapshot snapshot, Split split, Frame train, Frame dev) {
    List<Finding> findings = new ArrayList<>(Leakage.known("", train, cutoff(snapshot)));
    findings.addAll(Leakage.known("", dev, cutoff(snapshot)));
    String group = split.group();
    if (group != null) {
      findings.addAll(
          Leakage.groups(
              group, RowKeys.groups(train, Rows.GROUP), RowKeys.groups(dev, Rows.GROUP)));
    }
    return List.copyOf(findings);
  }

  private static LocalDateTime cutoff(Snapshot snapshot) {
    return LocalDateTime.ofInstant(snapshot.logicalTime(), ZoneId.of(snapshot.zone()));
  }
}
