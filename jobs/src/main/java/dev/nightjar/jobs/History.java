package dev.nightjar.jobs;

import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Leading;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunId;
import dev.nightjar.run.Slot;
import dev.nightjar.statistics.Measure;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The nights before: each document carries those of the one before it, so one is read. */
final class History {

  private static final int NIGHTS = 90;

  private final Night night;

  History(Night night) {
    this.night = night;
  }

  /** The nights before this one, as the store has them. */
  List<Decision.Night> earlier() throws IOException {
    Slot slot = night.slot();
    ObjectStore store = night.bench().store();
    Map.Entry<Instant, RunId> before =
        Documents.finished(store, slot.pipeline(), slot.lane()).lowerEntry(slot.logicalTime());
    return before == null
        ? List.of()
        : Documents.read(
                store, new Slot(slot.pipeline(), slot.lane(), before.getKey()), before.getValue())
            .decision()
            .history();
  }

  /** These nights, and this run last. */
  List<Decision.Night> with(
      List<Decision.Night> earlier, @Nullable Evaluation evaluation, Run run, String outcome) {
    List<Decision.Night> nights = new ArrayList<>(earlier);
    LocalDate date =
        LocalDate.ofInstant(run.slot().logicalTime(), night.pipeline().schedule().zone());
    Leading leading = Leading.of(night.pipeline().policy());
    String metric = leading == null ? "auc" : leading.metric();
    String testSet =
        leading == null ? night.pipeline().testSets().get(0).name() : leading.testSet();
    nights.add(
        new Decision.Night(
            date,
            run.id().hex(),
            metric,
            testSet,
            value(evaluation, "candidate", metric, testSet),
            value(evaluation, "champion", metric, testSet),
            outcome,
            evaluation == null ? null : evaluation.versions().get("champion")));
    return List.copyOf(nights.subList(Math.max(0, nights.size() - NIGHTS), nights.size()));
  }

  private static @Nullable Double value(
      @Nullable Evaluation evaluation, String model, String metric, String testSet) {
    if (evaluation == null) {
      return null;
    }
    return evaluation.measures().stream()
        .filter(m -> m.model().equals(model) && m.metric().equals(metric))
        .filter(m -> m.testSet().equals(testSet) && m.slice().isEmpty())
        .map(Measure::value)
        .filter(v -> !v.isNaN())
        .findFirst()
        .orElse(null);
  }
}
