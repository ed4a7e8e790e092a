package dev.nightjar.schedules.app;

import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.SlotStatus;
import dev.nightjar.schedules.RunsService;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Runs of this workspace's ledger. */
final class LocalRuns implements RunsService {

  private final RunLedger ledger;
  private final String actor;

  LocalRuns(RunLedger ledger, String actor) {
    this.ledger = ledger;
    this.actor = actor;
  }

  @Override
  public List<Run> latest(@Nullable String pipeline, int limit) {
    return pipeline == null ? ledger.recent(limit) : ledger.recent(pipeline, limit);
  }

  @Override
  public Detail show(String id) {
    Run run = named(id);
    SlotStatus slot = ledger.slot(run.slot()).orElseThrow();
    boolean live = slot.latest().equals(run);
    return new Detail(run, ledger.attempts(run), live ? slot.holder() : null);
  }

  @Override
  public Run cancel(String id, String reason) {
    Run run = named(id);
    return run.state().status().isFinal() ? run : ledger.cancel(run.slot(), actor + ": " + reason);
  }

  private Run named(String id) {
    return ledger
        .run(id.toLowerCase(Locale.ROOT))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no run " + id + "; nightjar runs list shows the latest ones"));
  }
}
