package dev.nightjar.jobs;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.DataException;
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
import java.util.stream.Collectors;

/** Refuses to judge a model on rows that it was trained on, or that nobody knew yet. */
final class Leaks {

  private final Night night;
  private final Map<String, RowKeys> keys = new LinkedHashMap<>();
  private final Map<String, RowKeys> contents = new LinkedHashMap<>();
  private final Map<String, TimeRange> trainedOn = new LinkedHashMap<>();
  private final RowKeys candidate;

  Leaks(Night night, Map<String, Judged> models) {
    this.night = night;
    this.candidate = Objects.requireNonNull(models.get("candidate")).keys();
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
   * @return what does not block
   * @throws DataException that lists all that does
   */
  List<Finding> find(Snapshot snapshot) throws IOException {
    List<TestSet> sets = night.pipeline().testSets();
    List<Finding> findings = new ArrayList<>(Leakage.times(trainedOn, snapshot, sets));
    Map<String, RowKeys> tests = new LinkedHashMap<>();
    Map<String, RowKeys> testContents = new LinkedHashMap<>();
    Rows rows = night.data().rows(snapshot);
    for (TestSet set : sets) {
      Frame frame = rows.read(NightData.test(snapshot, set), List.of(), List.of());
      tests.put(set.name(), RowKeys.of(frame));
      testContents.put(set.name(), RowKeys.contents(frame));
      findings.addAll(Leakage.known(set.name(), frame, cutoff(snapshot)));
    }
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
    findings.addAll(new ChampionSets(night).find(candidate, tests, snapshot));
    require(findings);
    return findings.stream().filter(f -> !f.blocks()).toList();
  }

  /** Whether the rows with the same key are all there are with the same content. */
  private static boolean says(Finding keys, Finding contents) {
    return keys.model().equals(contents.model())
        && keys.testSet().equals(contents.testSet())
        && keys.rows() >= contents.rows();
  }

  /** Throws {@link DataException} when rows to train on are not known yet or share a group. */
  static void requireApart(Snapshot snapshot, Split split, Frame train, Frame dev) {
    List<Finding> findings = new ArrayList<>(Leakage.known("", train, cutoff(snapshot)));
    findings.addAll(Leakage.known("", dev, cutoff(snapshot)));
    String group = split.group();
    if (group != null) {
      findings.addAll(
          Leakage.groups(group, RowKeys.groups(train, group), RowKeys.groups(dev, group)));
    }
    require(findings);
  }

  private static LocalDateTime cutoff(Snapshot snapshot) {
    return LocalDateTime.ofInstant(snapshot.logicalTime(), ZoneId.of(snapshot.zone()));
  }

  static void require(List<Finding> findings) {
    List<String> lines = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.blocks()) {
        String shown = finding.witnesses().stream().limit(3).collect(Collectors.joining(", "));
        boolean more = finding.rows() > 3;
        lines.add(
            finding.sentence()
                + (shown.isEmpty() ? "" : " (keys " + shown + (more ? ", …)" : ")")));
      }
    }
    if (!lines.isEmpty()) {
      throw new DataException(
          String.join("; ", lines)
              + ": a comparison on rows that a model has seen would flatter it");
    }
  }
}
