package dev.nightjar.schedules.app;

import dev.nightjar.run.LogLine;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunLog;
import dev.nightjar.run.SlotStatus;
import dev.nightjar.schedules.RunsService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs of this workspace's ledger. */
final class LocalRuns implements RunsService {

  /** A worker that ended its run writes the last line at once, or never. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final RunLedger ledger;
  private final LocalPlaces places;
  private final LocalAgain again;

  LocalRuns(RunLedger ledger, LocalPlaces places) {
    this(ledger, places, LocalAgain::onThisMachine);
  }

  LocalRuns(RunLedger ledger, LocalPlaces places, LocalAgain.FileFinder files) {
    this.ledger = ledger;
    this.places = places;
    this.again = new LocalAgain(places, ledger, files);
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
    return run.state().status().isFinal()
        ? run
        : ledger.cancel(run.slot(), places.actor() + ": " + reason);
  }

  @Override
  public Again resume(String id, @Nullable String from, @Nullable Path pipeline)
      throws IOException {
    return again.resume(named(id), from, pipeline);
  }

  @Override
  public Again rerun(String id, @Nullable Path pipeline) throws IOException {
    return again.rerun(named(id), pipeline);
  }

  @Override
  public LogPage logs(String id, long place) throws IOException {
    Run run = named(id);
    RunLog.Page page = new RunLog(places.store(), run.slot(), run.id()).after(place);
    List<LogLine> lines = page.lines();
    boolean last = !lines.isEmpty() && lines.get(lines.size() - 1).end();
    return new LogPage(lines, page.next(), last || (lines.isEmpty() && isLongOver(run)));
  }

  private boolean isLongOver(Run run) {
    Instant end = run.finishedAt();
    return end != null && end.plus(GRACE).isBefore(ledger.now());
  }

  private Run named(String id) {
    return new NamedRuns(ledger).named(id);
  }
}
