package dev.nightjar.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.store.AppendLog;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Commit;
import dev.nightjar.store.FoldedLog;
import dev.nightjar.store.LogCheck;
import dev.nightjar.store.LogEntry;
import dev.nightjar.store.LogFold;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.Proposal;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The log of one model, and its fold. Thread-safe. */
final class RegistryLog {

  static final JsonNode NONE = CanonicalJson.tree(Map.of());

  private final String model;
  private final InstantSource clock;
  private final FoldedLog<RegistryState> log;

  RegistryLog(ObjectStore store, String model, InstantSource clock) {
    this.model = model;
    this.clock = clock;
    this.log = new FoldedLog<>(store, "models/" + model, clock, new Fold(model));
  }

  /**
   * An event that is about to be written.
   *
   * @param testSnapshot id of the snapshot that was judged; null: it is no verdict
   */
  record Draft(
      String type,
      String actor,
      @Nullable String testSnapshot,
      Object effect,
      JsonNode evidence,
      String reason) {}

  /** What a writer wants to do to a model in this state. */
  interface Writer<R> {
    Step<R> on(RegistryState state) throws IOException;
  }

  /**
   * How the events of a model come to its state.
   *
   * @param model name of the model
   */
  record Fold(String model) implements LogFold<RegistryState> {

    /** Another number whenever {@link RegistryFold} or {@link StateColumns} change. */
    @Override
    public String form() {
      return "registry-3";
    }

    @Override
    public Class<RegistryState> type() {
      return RegistryState.class;
    }

    @Override
    public RegistryState empty() {
      return RegistryState.empty(model);
    }

    @Override
    public RegistryState after(RegistryState state, List<LogEntry> entries) {
      return state.after(entries);
    }
  }

  /** A draft, or why there is none. */
  sealed interface Step<R> {
    record Write<R>(Draft draft) implements Step<R> {}

    record Refuse<R>(R why) implements Step<R> {}
  }

  RegistryState state() throws IOException {
    return log.state();
  }

  /** The events of those facts of a state, each from its entry. */
  List<RegistryEvent> events(RegistryState state, Predicate<EventFact> which) throws IOException {
    return new EventReader(state, log::entry).read(which);
  }

  /** All of them; each entry is held against the next one. */
  List<RegistryEvent> events() throws IOException {
    RegistryState now = log.state();
    List<LogEntry> entries = log.entries();
    return new EventReader(now, seq -> entries.get(Math.toIntExact(seq - 1))).read(fact -> true);
  }

  /** Reads everything again; see {@link FoldedLog#verify}. */
  LogCheck verify() throws IOException {
    return log.verify();
  }

  String transaction(String slot, String subject, String action) {
    return AppendLog.transaction(model, slot, subject, action);
  }

  /** Appends one event, once; see {@link AppendLog#commit}. */
  <R> Commit<R> commit(String txnId, Writer<R> writer) throws IOException {
    return log.commit(
        txnId,
        now -> {
          Step<R> step = writer.on(now);
          if (step instanceof Step.Refuse<R> refuse) {
            return new Proposal.Refuse<>(refuse.why());
          }
          Draft draft = ((Step.Write<R>) step).draft();
          return new Proposal.Append<>(
              draft.type(),
              clock.instant(),
              draft.actor(),
              CanonicalJson.tree(new Effect.Expectation(now.champion(), draft.testSnapshot())),
              CanonicalJson.tree(draft.effect()),
              draft.evidence(),
              draft.reason());
        });
  }
}
