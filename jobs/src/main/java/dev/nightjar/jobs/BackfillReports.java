package dev.nightjar.jobs;

import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Promotion;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.jobs.report.BackfillReport;
import dev.nightjar.jobs.report.BackfillReport.Entry;
import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillSlot;
import dev.nightjar.run.BackfillSlot.Status;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.SlotStatus;
import dev.nightjar.statistics.Measure;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what became of a backfill's nights from the ledger and their documents. */
public final class BackfillReports {

  private final ObjectStore store;
  private final RunLedger ledger;

  public BackfillReports(ObjectStore store, RunLedger ledger) {
    this.store = store;
    this.ledger = ledger;
  }

  /** The report as of now; of a backfill that is not over too. */
  public BackfillReport of(Backfill backfill) throws IOException {
    List<Found> nights = new ArrayList<>();
    for (BackfillSlot slot : ledger.backfills().slots(backfill.id())) {
      Run run = ledger.slot(slot.slot()).map(SlotStatus::latest).orElse(null);
      nights.add(new Found(slot, run, documents(slot, run)));
    }
    // Nights without a document do not say in which zone their day is.
    ZoneId zone =
        nights.stream()
            .flatMap(n -> Optional.ofNullable(n.documents()).stream())
            .map(d -> ZoneId.of(d.decision().zone()))
            .findFirst()
            .orElse(ZoneOffset.UTC);
    List<Entry> entries = new ArrayList<>();
    String champion = null;
    for (Found night : nights) {
      Entry entry = entry(night, zone, champion);
      champion = entry.championAfter();
      entries.add(entry);
    }
    return new BackfillReport(
        backfill.id(),
        backfill.spec().pipeline(),
        backfill.spec().nights(),
        backfill.spec().promotes(),
        backfill.state().status().name(),
        backfill.state().reason(),
        backfill.createdBy(),
        backfill.createdAt(),
        entries);
  }

  private record Found(BackfillSlot slot, @Nullable Run run, Documents.@Nullable Night documents) {}

  private Documents.@Nullable Night documents(BackfillSlot slot, @Nullable Run run)
      throws IOException {
    boolean told = slot.status() == Status.DONE || slot.status() == Status.FAILED;
    if (run == null || !told) {
      return null;
    }
    return Documents.find(store, run.slot(), run.id()).orElse(null);
  }

  private static Entry entry(Found night, ZoneId zone, @Nullable String before) {
    BackfillSlot slot = night.slot();
    Run run = night.run();
    Documents.Night documents = night.documents();
    if (documents == null) {
      return new Entry(
          LocalDate.ofInstant(slot.slot().logicalTime(), zone),
          slot.slot().logicalTime(),
          run == null ? null : run.id().hex(),
          slot.status().name(),
          slot.note(),
          null,
          null,
          null,
          null,
          null,
          before);
    }
    Decision decision = documents.decision();
    Promotion promotion = documents.promotion();
    Decision.Night measured =
        decision.evaluation() == null || decision.history().isEmpty()
            ? null
            : decision.history().get(decision.history().size() - 1);
    return new Entry(
        decision.logicalDate(),
        slot.slot().logicalTime(),
        decision.runId(),
        decision.verdict() == null ? decision.state() : decision.verdict().name(),
        decision.headline(),
        measured == null ? null : measured.metric(),
        measured == null ? null : measured.testSet(),
        measure(decision.evaluation(), "candidate", measured),
        measure(decision.evaluation(), "champion", measured),
        promotion == null ? null : promotion.version(),
        promotion == null
            ? (decision.champion() == null ? before : decision.champion())
            : promotion.championAfter());
  }

  private static @Nullable Measure measure(
      @Nullable Evaluation evaluation, String model, Decision.@Nullable Night measured) {
    if (evaluation == null || measured == null) {
      return null;
    }
    return evaluation.measures().stream()
        .filter(m -> m.model().equals(model) && m.metric().equals(measured.metric()))
        .filter(m -> m.testSet().equals(measured.testSet()) && m.slice().isEmpty())
        .findFirst()
        .orElse(null);
  }
}
