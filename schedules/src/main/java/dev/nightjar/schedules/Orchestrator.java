package dev.nightjar.schedules;

import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillQueue;
import dev.nightjar.run.BackfillTask;
import dev.nightjar.run.Concurrency;
import dev.nightjar.run.Holder;
import dev.nightjar.run.Lease;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.Slot;
import dev.nightjar.run.SlotAction;
import dev.nightjar.run.SlotQueue;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs what is due. It is woken by an alarm for each schedule's next slot and by a sweep every
 * minute; woken, it looks at the ledger, which is the truth: several orchestrators may share one,
 * each may be killed at any moment, and every slot is run once.
 *
 * <p>Thread-safe.
 */
public final class Orchestrator implements AutoCloseable {

  /** How often everything is looked at, whether or not an alarm rang. */
  private static final Duration SWEEP = Duration.ofMinutes(1);

  /** How often the queue is looked at: a lost worker's run goes on so soon after its lease. */
  private static final Duration GLANCE = Duration.ofSeconds(3);

  /** How the orchestrator works. */
  public record Options(Holder holder, int parallel) {

    /** Throws {@link IllegalArgumentException} when nothing could run. */
    public Options {
      if (parallel < 1) {
        throw new IllegalArgumentException(
            "parallel: at least one night at a time, found " + parallel);
      }
    }
  }

  private final RunLedger ledger;
  private final SlotQueue queue;
  private final Alarm alarm;
  private final Options options;
  private final OrchestratorListener listener;
  private final NightRunner runner;
  private final @Nullable BackfillRunner backfills;
  private final Crew crew;
  private final Lookout lookout;
  private final Map<String, Definition> definitions = new ConcurrentHashMap<>();

  /** Pipelines with slots that wait, as far as is known. */
  private final Set<String> pending = Collections.synchronizedSet(new LinkedHashSet<>());

  /** Whether others may wait too. */
  private volatile boolean stale = true;

  /** Whether the ledger has yet to hear which tags the pipelines have. */
  private volatile boolean untold;

  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean closing;

  /** One that works at no backfills. */
  public Orchestrator(
      RunLedger ledger,
      NightRunner runner,
      Alarm alarm,
      InstantSource clock,
      Options options,
      OrchestratorListener listener) {
    this(ledger, runner, null, alarm, clock, options, listener);
  }

  /**
   * An orchestrator.
   *
   * @param backfills runs nights of backfills, where schedules leave room; null: it does not
   */
  public Orchestrator(
      RunLedger ledger,
      NightRunner runner,
      @Nullable BackfillRunner backfills,
      Alarm alarm,
      InstantSource clock,
      Options options,
      OrchestratorListener listener) {
    this.runner = runner;
    this.backfills = backfills;
    this.ledger = ledger;
    this.queue = ledger.queue();
    this.alarm = alarm;
    this.options = options;
    this.listener = listener;
    this.crew = new Crew(ledger, options, listener, this::ended);
    this.lookout = new Lookout(ledger, alarm, clock, definitions::get, listener, this::glance);
  }

  /** Looks at everything, and from then on whenever it is woken. */
  public void start() {
    sweep();
    alarm.every("sweep", SWEEP, this::sweep);
    alarm.every("queue", GLANCE, this::glance);
    lookout.rehearse(List.copyOf(definitions.values()));
  }

  /**
   * Replaces the definitions. What runs goes on as it began; what waits for a pipeline that is gone
   * waits until it comes back.
   */
  public void define(Collection<Definition> all) {
    Map<String, Definition> wanted = new TreeMap<>();
    all.forEach(d -> wanted.put(d.name(), d));
    for (String name : List.copyOf(definitions.keySet())) {
      if (!wanted.containsKey(name)) {
        definitions.remove(name);
        lookout.forget(name);
      }
    }
    List<Definition> changed = new ArrayList<>();
    wanted.forEach(
        (name, definition) -> {
          Definition before = definitions.put(name, definition);
          if (before == null || !before.digest().equals(definition.digest())) {
            changed.add(definition);
          }
        });
    untold = true;
    lookout.look(changed);
  }

  /** Looks for what is due and for what waits. Called by the alarm; a person may call it too. */
  public void sweep() {
    lookout.look(List.copyOf(new TreeMap<>(definitions).values()));
    listener.swept();
  }

  /** The same for one pipeline, which need not be known. */
  public void sweep(String name) {
    Definition definition = definitions.get(name);
    if (definition != null) {
      lookout.look(List.of(definition));
    }
  }

  private void glance() {
    stale = true;
    fill();
  }

  private void ended(Slot slot) {
    pending.add(slot.pipeline());
    fill();
  }

  /**
   * Begins what waits, the oldest first, as far as there is room. One thread does it at a time, and
   * once more for all who asked meanwhile.
   */
  private void fill() {
    if (asked.getAndIncrement() > 0) {
      return;
    }
    int heard;
    do {
      heard = asked.get();
      try {
        fillOnce();
      } catch (Error e) {
        asked.set(0);
        throw e;
      }
    } while (!asked.compareAndSet(heard, 0));
  }

  private void fillOnce() {
    try {
      tellTags();
      if (!stale) {
        begin();
      }
      if (hasRoom()) {
        stale = false;
        // Not after each night that ends while others wait: of thousands it would read them all.
        List<String> waiting = queue.waiting();
        synchronized (pending) {
          pending.clear();
          pending.addAll(waiting);
        }
        begin();
      }
      if (backfills != null) {
        help(backfills);
      }
    } catch (RuntimeException e) {
      listener.trouble("the queue could not be looked at", e);
    }
  }

  /** Before anything begins: pools hold of the tags that the files say now. */
  private void tellTags() {
    if (untold) {
      untold = false;
      try {
        ledger
            .pools()
            .tag(
                definitions.values().stream()
                    .collect(Collectors.toMap(Definition::name, Definition::tags)));
      } catch (RuntimeException e) {
        untold = true;
        throw e;
      }
    }
  }

  /** Works at backfills with the room that is left, at the oldest one first. */
  private void help(BackfillRunner with) {
    for (Backfill backfill : hasRoom() ? ledger.backfills().working() : List.<Backfill>of()) {
      Definition definition = definitions.get(backfill.spec().pipeline());
      if (definition != null) {
        help(with, backfill.id(), definition);
      }
    }
  }

  private synchronized void help(BackfillRunner with, long id, Definition definition) {
    while (hasRoom()) {
      BackfillQueue.Admitted admitted =
          ledger.backfills().admit(id, definition.digest(), options.holder());
      BackfillTask task = admitted.task();
      if (task == null) {
        return;
      }
      crew.begin(
          new BackfillJob(
              ledger.backfills(),
              with,
              admitted.backfill(),
              task,
              definition.digest(),
              (run, now) -> {}));
    }
  }

  /** Begins what waits of the pipelines that are known to wait, as long as there is room. */
  private void begin() {
    Set<String> full = Set.of();
    for (String name = pending(); name != null && hasRoom(); name = pending()) {
      pending.remove(name);
      Definition definition = definitions.get(name);
      if (definition == null || waitsFor(full, definition)) {
        continue;
      }
      if (!fill(definition) && !definition.tags().isEmpty()) {
        full = ledger.pools().full();
      }
    }
  }

  /**
   * Whether the pipeline need not be asked about: of a thousand that wait for one pool only the
   * first is. A slot that replaces what runs takes that one's place.
   */
  private static boolean waitsFor(Set<String> full, Definition definition) {
    return !(definition.concurrency() instanceof Concurrency.LastOnly)
        && !Collections.disjoint(full, definition.tags());
  }

  private @Nullable String pending() {
    synchronized (pending) {
      return pending.isEmpty() ? null : pending.iterator().next();
    }
  }

  private boolean hasRoom() {
    return !closing && crew.room() > 0;
  }

  /** Whether something began. */
  private synchronized boolean fill(Definition definition) {
    if (closing) {
      return false;
    }
    int room = crew.room();
    List<Lease> leases =
        queue.admit(
            definition.name(),
            options.holder(),
            line -> within(room, definition.concurrency(), line));
    leases.forEach(lease -> crew.begin(new ScheduledJob(runner, lease, definition.digest())));
    return !leases.isEmpty();
  }

  /** The night of a slot that was due. */
  private record ScheduledJob(NightRunner runner, Lease lease, Digest pin) implements Crew.Job {
    @Override
    public Run run() throws IOException, InterruptedException {
      return runner.run(lease.slot());
    }
  }

  /** What the rules ask for, but no more beginnings than there is room for. */
  private static List<SlotAction> within(int room, Concurrency rules, Concurrency.Line line) {
    List<SlotAction> actions = new ArrayList<>();
    int free = room;
    for (SlotAction action : rules.choose(line)) {
      if (!(action instanceof SlotAction.Start) || free-- > 0) {
        actions.add(action);
      }
    }
    return actions;
  }

  /**
   * Begins nothing any more, waits for what runs, and hands over what is left: another orchestrator
   * goes on with it at once. Work that goes on in this process after that is refused by the ledger.
   *
   * @param patience how long to wait
   */
  public void close(Duration patience) {
    closing = true;
    lookout.close();
    alarm.close();
    crew.close(patience);
    queue.handOver(options.holder());
  }

  /** The same without patience. */
  @Override
  public void close() {
    close(Duration.ZERO);
  }
}
