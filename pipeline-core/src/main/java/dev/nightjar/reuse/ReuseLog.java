package dev.nightjar.reuse;

import dev.nightjar.dataset.DataException;
import dev.nightjar.store.AppendLog;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Commit;
import dev.nightjar.store.FoldedLog;
import dev.nightjar.store.LogEntry;
import dev.nightjar.store.LogFold;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.Proposal;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every decision that was ever made on one test set, under {@code testsets/<id>/log}. Thread-safe,
 * and safe between processes.
 */
public final class ReuseLog {

  private static final String DECISION = "decision";
  private static final String BISECTED = "bisected";

  private final InstantSource clock;
  private final String id;
  private final FoldedLog<ReuseState> log;

  /**
   * The log of a test set, which need not exist yet.
   *
   * @param id letters, digits, {@code .} and dashes: the same for the same rows, whatever a
   *     pipeline calls them
   * @param clock gives entries their time
   */
  public ReuseLog(ObjectStore store, String id, InstantSource clock) {
    this.id = id;
    this.clock = clock;
    this.log = new FoldedLog<>(store, "testsets/" + id, clock, new Fold(id));
  }

  /**
   * Writes a decision before anybody sees it. One that was written is found, and costs nothing: the
   * same candidate against the same models is the same answer.
   *
   * @param answer what the same answer is known by: digests of candidate, champion and baseline
   * @return the state with this decision as its last one, whatever came after
   */
  public ReuseState write(Use use, List<String> answer, String actor) throws IOException {
    return append(transaction(use, answer), DECISION, use, actor);
  }

  /**
   * Writes that somebody looks, by a bisection, for what could be changed after the verdicts so
   * far. The same one is found again, and costs nothing.
   *
   * @param runId the run that was bisected
   * @param asked what the same bisection is known by
   */
  public ReuseState bisected(String model, String runId, String asked, String actor)
      throws IOException {
    String txnId = AppendLog.transaction("testset-bisected", id, model, runId, asked);
    return append(txnId, BISECTED, new Bisected(model, runId), actor);
  }

  /** A bisection, as the log has it. */
  private record Bisected(String model, String runId) {}

  private ReuseState append(String txnId, String type, Object effect, String actor)
      throws IOException {
    Commit<String> commit =
        log.commit(
            txnId,
            state ->
                new Proposal.Append<>(
                    type,
                    clock.instant(),
                    actor,
                    CanonicalJson.tree(Map.of()),
                    CanonicalJson.tree(effect),
                    CanonicalJson.tree(Map.of()),
                    ""));
    if (commit instanceof Commit.Committed<String> done) {
      return log.stateAt(done.entry().seq());
    }
    throw new IllegalStateException("nothing is refused: " + commit);
  }

  /**
   * What {@link #write} gave for a decision, and would give again; empty when it was never written.
   * Writes nothing, and reads the whole log.
   */
  public Optional<ReuseState> seen(Use use, List<String> answer) throws IOException {
    String txnId = transaction(use, answer);
    for (LogEntry entry : log.entries()) {
      if (entry.txnId().equals(txnId)) {
        return Optional.of(log.stateAt(entry.seq()));
      }
    }
    return Optional.empty();
  }

  private String transaction(Use use, List<String> answer) {
    String[] parts = new String[answer.size() + 3];
    parts[0] = "testset-decision";
    parts[1] = id;
    parts[2] = use.model() + " " + use.logicalTime();
    for (int i = 0; i < answer.size(); i++) {
      parts[i + 3] = answer.get(i);
    }
    return AppendLog.transaction(parts);
  }

  /** The state now. */
  public ReuseState state() throws IOException {
    return log.state();
  }

  private record Fold(String id) implements LogFold<ReuseState> {

    /** Another number whenever {@link ReuseState} comes out differently. */
    @Override
    public String form() {
      return "reuse-2";
    }

    @Override
    public Class<ReuseState> type() {
      return ReuseState.class;
    }

    @Override
    public ReuseState empty() {
      return ReuseState.empty();
    }

    @Override
    public ReuseState after(ReuseState state, List<LogEntry> entries) {
      ReuseState next = state;
      for (LogEntry entry : entries) {
        if (entry.type().equals(BISECTED)) {
          next = next.bisected(CanonicalJson.convert(entry.effect(), Bisected.class).model());
          continue;
        }
        if (!entry.type().equals(DECISION)) {
          throw new DataException(
              "entry %d of test set %s is of the type %s, which this version does not know: a newer"
                      .formatted(entry.seq(), id, entry.type())
                  + " one wrote it");
        }
        next = next.after(CanonicalJson.convert(entry.effect(), Use.class));
      }
      return next;
    }
  }
}
