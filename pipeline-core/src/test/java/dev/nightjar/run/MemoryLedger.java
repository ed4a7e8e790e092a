package dev.nightjar.run;

import dev.nightjar.alert.Announcement;
import dev.nightjar.alert.Outbox;
import dev.nightjar.store.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A ledger that forgets everything with its process, and has no queue. */
public final class MemoryLedger implements RunLedger {

  private static final class Entry {
    final List<Run> runs = new ArrayList<>();
    final List<List<Attempt>> attempts = new ArrayList<>();
    @Nullable Holder holder;
    @Nullable Instant until;
    @Nullable String cancel;
    long token;

    Run latest() {
      return runs.get(runs.size() - 1);
    }
  }

  private final LeaseRules rules;
  private final Map<Slot, Entry> slots = new TreeMap<>();
  private final List<Announcement> announced = new ArrayList<>();

  public MemoryLedger(LeaseRules rules) {
    this.rules = rules;
  }

  @Override
  public synchronized Claim claim(
      Slot slot, Digest pin, Reprocess reprocess, Holder holder, RunOptions options) {
    Entry entry = slots.get(slot);
    SlotStatus status = entry == null ? null : status(entry);
    return switch (rules.decide(status, pin, reprocess, holder)) {
      case BEGIN -> begin(slot, pin, holder, options);
      case START, CANCEL -> throw new IllegalStateException("there is no queue");
      case RESUME -> resume(slot, holder);
      case REPLACE -> {
        Entry old = entry(slot);
        old.runs.set(
            old.runs.size() - 1, old.latest().after(LeaseRules.replaced(status(old)), now()));
        lose(old);
        yield begin(slot, pin, holder, options);
      }
      case DONE -> new Claim.AlreadyDone(entry(slot).latest());
      case HELD -> LeaseRules.heldBy(status(entry(slot)));
    };
  }

  @Override
  public synchronized Claim claimWaiting(Run run, Holder holder) {
    Entry entry = entry(run.slot());
    if (!LeaseRules.isWaiting(status(entry), run)) {
      return new Claim.AlreadyDone(entry.runs.get(run.ordinal() - 1));
    }
    if (rules.isHeld(status(entry))) {
      return LeaseRules.heldBy(status(entry));
    }
    lose(entry);
    return new Claim.Claimed(entry.latest(), take(run.slot(), holder), true);
  }

  private Claim begin(Slot slot, Digest pin, Holder holder, RunOptions options) {
    Entry entry = slots.computeIfAbsent(slot, s -> new Entry());
    Run run = Run.queued(slot, entry.runs.size() + 1, pin, options, now());
    entry.runs.add(run.after(new RunEvent.Started(), now()));
    entry.attempts.add(new ArrayList<>());
    entry.cancel = null;
    return new Claim.Claimed(entry.latest(), take(slot, holder), false);
  }

  private Claim resume(Slot slot, Holder holder) {
    Entry entry = entry(slot);
    entry.runs.set(entry.runs.size() - 1, entry.latest().after(new RunEvent.Started(), now()));
    lose(entry);
    return new Claim.Claimed(entry.latest(), take(slot, holder), true);
  }

  private Lease take(Slot slot, Holder holder) {
    Entry entry = entry(slot);
    entry.token++;
    entry.holder = holder;
    entry.until = rules.until();
    return new Lease(slot, entry.runs.size(), entry.token);
  }

  private static void lose(Entry entry) {
    entry
        .attempts
        .get(entry.runs.size() - 1)
        .replaceAll(a -> a.result() == Attempt.Result.RUNNING ? a.lost() : a);
  }

  @Override
  public synchronized void renew(Lease lease) {
    Entry entry = guarded(lease);
    entry.until = rules.until();
    if (entry.cancel != null) {
      throw new CancelRequested(entry.cancel);
    }
  }

  @Override
  public synchronized Run cancel(Slot slot, String reason) {
    Entry entry = entry(slot);
    if (rules.isHeld(status(entry))) {
      entry.cancel = reason;
    } else if (!entry.latest().state().status().isFinal()) {
      entry.runs.set(
          entry.runs.size() - 1, entry.latest().after(new RunEvent.Cancelled(reason), now()));
      lose(entry);
      entry.holder = null;
      entry.until = null;
    }
    return entry.latest();
  }

  @Override
  public SlotQueue queue() {
    throw new UnsupportedOperationException("a queue of its own");
  }

  @Override
  public BackfillQueue backfills() {
    throw new UnsupportedOperationException("a queue of its own");
  }

  @Override
  public Pools pools() {
    throw new UnsupportedOperationException("no pools");
  }

  @Override
  public Outbox outbox() {
    throw new UnsupportedOperationException("no outbox; see announced");
  }

  /** What people would have been told, in order. */
  synchronized List<Announcement> announced() {
    return List.copyOf(announced);
  }

  @Override
  public RunListing listing() {
    throw new UnsupportedOperationException("a listing of its own");
  }

  @Override
  public synchronized void release(Lease lease) {
    Entry entry = entry(lease.slot());
    if (entry.token == lease.token()) {
      entry.holder = null;
      entry.until = null;
    }
  }

  @Override
  public synchronized Run apply(Lease lease, RunEvent event, List<Announcement> announcements) {
    Entry entry = guarded(lease);
    announced.addAll(announcements);
    Run run = entry.latest().after(event, now());
    entry.runs.set(entry.runs.size() - 1, run);
    if (run.state().status() != RunState.Status.RUNNING) {
      release(lease);
    }
    if (event instanceof RunEvent.Cancelled) {
      lose(entry);
    }
    return run;
  }

  @Override
  public synchronized Attempt startAttempt(Lease lease, String step) {
    List<Attempt> attempts = guarded(lease).attempts.get(lease.ordinal() - 1);
    int before = (int) attempts.stream().filter(a -> a.step().equals(step)).count();
    Attempt attempt = Attempt.started(step, before + 1, now());
    attempts.add(attempt);
    return attempt;
  }

  @Override
  public synchronized void finishAttempt(Lease lease, Attempt finished) {
    guarded(lease)
        .attempts
        .get(lease.ordinal() - 1)
        .replaceAll(
            a ->
                a.step().equals(finished.step()) && a.number() == finished.number() ? finished : a);
  }

  @Override
  public synchronized Run skip(Slot slot, Digest pin, String reason) {
    Entry entry = slots.computeIfAbsent(slot, s -> new Entry());
    if (entry.runs.isEmpty()) {
      Run run = new Run(slot, 1, pin, RunState.queued(), now(), null);
      entry.runs.add(run.after(new RunEvent.Skipped(reason), now()));
      entry.attempts.add(new ArrayList<>());
    }
    return entry.latest();
  }

  @Override
  public synchronized Optional<SlotStatus> slot(Slot slot) {
    return Optional.ofNullable(slots.get(slot)).map(MemoryLedger::status);
  }

  @Override
  public synchronized List<SlotStatus> slots(String pipeline, String lane) {
    return slots.entrySet().stream()
        .filter(e -> e.getKey().pipeline().equals(pipeline) && e.getKey().lane().equals(lane))
        .map(e -> status(e.getValue()))
        .toList();
  }

  @Override
  public synchronized List<SlotStatus> leased() {
    return slots.values().stream().map(e -> status(e)).filter(s -> s.holder() != null).toList();
  }

  @Override
  public synchronized List<Run> runs(Slot slot) {
    Entry entry = slots.get(slot);
    return entry == null ? List.of() : List.copyOf(entry.runs);
  }

  @Override
  public synchronized Optional<Run> run(String id) {
    return slots.values().stream()
        .flatMap(e -> e.runs.stream())
        .filter(r -> r.id().hex().equals(id))
        .findFirst();
  }

  @Override
  public synchronized List<Run> recent(String pipeline, int limit) {
    return recent(Integer.MAX_VALUE).stream()
        .filter(r -> r.slot().pipeline().equals(pipeline))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Run> recent(int limit) {
    return slots.values().stream()
        .flatMap(e -> e.runs.stream())
        .sorted(
            Comparator.comparing(Run::startedAt)
                .thenComparing(Run::slot)
                .thenComparing(Run::ordinal)
                .reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Attempt> attempts(Run run) {
    return List.copyOf(entry(run.slot()).attempts.get(run.ordinal() - 1));
  }

  @Override
  public void close() {}

  private Entry entry(Slot slot) {
    Entry entry = slots.get(slot);
    if (entry == null) {
      throw new LedgerException("no such slot: " + slot);
    }
    return entry;
  }

  private Entry guarded(Lease lease) {
    Entry entry = entry(lease.slot());
    if (entry.token != lease.token() || entry.holder == null) {
      throw new LeaseLost(lease);
    }
    return entry;
  }

  private static SlotStatus status(Entry entry) {
    return new SlotStatus(entry.latest(), entry.holder, entry.until, false, entry.cancel);
  }

  @Override
  public Instant now() {
    return rules.now();
  }
}
