package dev.nightjar.upkeep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.run.Attempt;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Outcome;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunFacts;
import dev.nightjar.run.RunId;
import dev.nightjar.run.RunOptions;
import dev.nightjar.run.RunState;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.run.Slot;
import dev.nightjar.run.StepStore;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.StoreUpkeep.Stored;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the object store what its runs were: slots, run ids, ordinals, pins, states, outcomes,
 * and the steps that are done. What the store does not know: tries that failed or were lost, slots
 * that were skipped, who held which lease, and runs that were killed before they had begun to
 * write.
 */
public final class RunRecords {

  private static final String DECISION = "decision.json";
  private static final Set<String> NO_STEPS =
      Set.of(DECISION, RunFacts.BEGUN, RunFacts.AWAITING, RunFacts.ENDED, RunFacts.REQUEST);

  /** More runs than a slot ever has. */
  private static final int MOST_RUNS = 10_000;

  /** The pin of a run of which it is not known: no program has it, so that nobody resumes it. */
  private static final Digest UNKNOWN_PIN = Digest.of("not known");

  private final ObjectStore store;
  private final RunFacts facts;
  private final StepStore steps;

  private RunRecords(ObjectStore store) {
    this.store = store;
    this.facts = new RunFacts(store);
    this.steps = new StepStore(store);
  }

  /** All runs, by slot and ordinal. */
  public static List<RunRecord> read(ObjectStore store) throws IOException {
    Map<Slot, Map<String, List<Stored>>> slots = new TreeMap<>();
    for (Stored object : store.upkeep().objects("runs")) {
      String[] parts = object.key().path().split("/", -1);
      if (parts.length == 5 && parts[4].endsWith(".json")) {
        Slot slot = slot(ObjectKey.of(parts[0], parts[1], parts[2]));
        if (slot != null) {
          slots
              .computeIfAbsent(slot, s -> new TreeMap<>())
              .computeIfAbsent(parts[3], r -> new ArrayList<>())
              .add(object);
        }
      }
    }
    List<RunRecord> records = new ArrayList<>();
    for (Map.Entry<Slot, Map<String, List<Stored>>> slot : slots.entrySet()) {
      records.addAll(new RunRecords(store).slot(slot.getKey(), slot.getValue()));
    }
    return records;
  }

  /** Null: somebody else's folder. */
  private static @Nullable Slot slot(ObjectKey folder) {
    try {
      return Slot.parse(folder);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private List<RunRecord> slot(Slot slot, Map<String, List<Stored>> runs) throws IOException {
    List<RunRecord> records = new ArrayList<>();
    int left = runs.size();
    for (int ordinal = 1; left > 0 && ordinal <= MOST_RUNS; ordinal++) {
      List<Stored> objects = runs.get(RunId.of(slot, ordinal).hex());
      if (objects != null) {
        left--;
        records.add(record(slot, ordinal, left == 0, objects));
      }
    }
    return records;
  }

  private RunRecord record(Slot slot, int ordinal, boolean latest, List<Stored> objects)
      throws IOException {
    RunId id = RunId.of(slot, ordinal);
    Optional<RunFacts.Begun> begun = facts.begun(slot, id);
    Instant first =
        objects.stream().map(Stored::modified).min(Comparator.naturalOrder()).orElseThrow();
    Instant last =
        objects.stream().map(Stored::modified).max(Comparator.naturalOrder()).orElseThrow();
    Instant started = micros(begun.map(RunFacts.Begun::startedAt).orElse(first));
    Optional<RunFacts.Ended> ended = facts.ended(slot, id);
    Optional<RunFacts.Awaiting> awaiting = facts.awaiting(slot, id);
    RunState state =
        ended.isPresent()
            ? state(ended.get())
            : awaiting.isPresent()
                ? waiting(awaiting.get(), latest)
                : guess(slot, id, latest, objects);
    boolean open = state.status() == Status.QUEUED || state.status() == Status.RUNNING;
    Instant end =
        micros(
            ended
                .map(RunFacts.Ended::finishedAt)
                .or(() -> awaiting.map(RunFacts.Awaiting::since))
                .orElse(last));
    Run run =
        new Run(
            slot,
            ordinal,
            begun.map(RunFacts.Begun::pin).orElse(UNKNOWN_PIN),
            state,
            started,
            open ? null : end,
            begun.map(RunFacts.Begun::options).orElse(RunOptions.NONE));
    return new RunRecord(run, attempts(slot, id, started, objects));
  }

  private static RunState state(RunFacts.Ended ended) {
    return new RunState(ended.status(), ended.text(), ended.failure());
  }

  private static RunState waiting(RunFacts.Awaiting awaiting, boolean latest) {
    RunState waiting =
        RunState.queued()
            .after(new RunEvent.Started())
            .after(new RunEvent.ApprovalNeeded(awaiting.text()));
    return latest
        ? waiting
        : waiting.after(new RunEvent.Cancelled("a new run took its place while it waited"));
  }

  /** Of a run whose end is not written down: by its document, or else it was interrupted. */
  private RunState guess(Slot slot, RunId id, boolean latest, List<Stored> objects)
      throws IOException {
    ObjectKey document = ObjectKey.of(slot.folder().path(), id.hex(), DECISION);
    if (objects.stream().anyMatch(o -> o.key().equals(document))) {
      return decided(CanonicalJson.parse(store.read(document)), outcome(slot, id, objects));
    }
    RunState running = RunState.queued().after(new RunEvent.Started());
    // A run that did not end has a successor only when its pin had changed.
    return latest ? running : running.after(LeaseRules.replaced());
  }

  private static RunState decided(JsonNode decision, String outcome) {
    Status status = Status.valueOf(decision.path("state").asText());
    String headline = decision.path("headline").asText();
    if (status != Status.FAILED) {
      return new RunState(status, outcome.isEmpty() ? headline : outcome, null);
    }
    String advice = decision.path("details").path(0).asText();
    for (FailureClass failure : FailureClass.values()) {
      if (failure.advice().equals(advice)) {
        return new RunState(status, headline, failure);
      }
    }
    return new RunState(status, headline, FailureClass.INFRA);
  }

  private String outcome(Slot slot, RunId id, List<Stored> objects) throws IOException {
    for (Stored object : objects) {
      if (!NO_STEPS.contains(object.key().name())) {
        StepStore.Kept kept = steps.read(slot, id, step(object)).orElseThrow();
        if (kept.output().outcome() instanceof Outcome.Finish finish) {
          return finish.text();
        }
        if (kept.output().outcome() instanceof Outcome.Block block) {
          return block.reason();
        }
      }
    }
    return "";
  }

  private List<Attempt> attempts(Slot slot, RunId id, Instant started, List<Stored> objects)
      throws IOException {
    List<Stored> outputs =
        objects.stream()
            .filter(o -> !NO_STEPS.contains(o.key().name()))
            .sorted(Comparator.comparing(Stored::modified).thenComparing(Stored::key))
            .toList();
    List<Attempt> attempts = new ArrayList<>();
    Instant from = started;
    for (Stored output : outputs) {
      StepStore.Kept kept = steps.read(slot, id, step(output)).orElseThrow();
      Instant at = micros(output.modified());
      Attempt attempt = Attempt.started(step(output), 1, from);
      attempts.add(
          kept.output().outcome() instanceof Outcome.Fail fail
              ? attempt.failed(fail.failure(), at)
              : attempt.done(Attempt.Result.DONE, kept.output().digest(), at));
      from = at;
    }
    return attempts;
  }

  private static String step(Stored object) {
    String name = object.key().name();
    return name.substring(0, name.length() - ".json".length());
  }

  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
