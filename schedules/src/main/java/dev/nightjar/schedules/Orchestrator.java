package dev.nightjar.schedules;

import dev.nightjar.run.Claim;
import dev.nightjar.run.Concurrency;
import dev.nightjar.run.Failure;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.Holder;
import dev.nightjar.run.Lease;
import dev.nightjar.run.LeaseLost;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.Slot;
import dev.nightjar.run.SlotAction;
import dev.nightjar.run.SlotHeld;
import dev.nightjar.run.SlotQueue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

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
        throw new IllegalArgumentException("at least one night at a time: " + parallel);
      }
    }
  }

  private final RunLedger ledger;
  private final SlotQueue queue;
  private final NightRunner runner;
  private final Alarm alarm;
  private final InstantSource clock;
  private final Options options;
  private final OrchestratorListener listener;
  private final ExecutorService workers;
  private final Map<String, Definition> definitions = new ConcurrentHashMap<>();
  private int working;
  private volatile boolean closing;

  public Orchestrator(
      RunLedger ledger,
      NightRunner runner,
      Alarm alarm,
      InstantSource clock,
      Options options,
      OrchestratorListener listener) {
    this.ledger = ledger;
    this.queue = ledger.queue();
    this.runner = runner;
    this.alarm = alarm;
    this.clock = clock;
    this.options = options;
    this.listener = listener;
    this.workers = Executors.newFixedThreadPool(options.parallel(), Orchestrator::daemon);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "night");
    thread.setDaemon(true);
    return thread;
  }

  /** Looks at everything, and from then on whenever it is woken. */
  public void start() {
    sweep();
    alarm.every("sweep", SWEEP, this::sweep);
    alarm.every("queue", GLANCE, this::fill);
  }

  /**
   * Replaces the definitions. What runs goes on as it began; what waits for a pipeline that is gone
   * waits until it comes back.
   */
  public void define(Collection<Definition> all) {
    Map<String, Definition> wanted = new TreeMap<>();
    all.forEach(d -> wanted.put(d.name(), d));
    for (String name : definitions.keySet()) {
      if (!wanted.containsKey(name)) {
        definitions.remove(name);
        alarm.forget(name);
      }
    }
    wanted.forEach(
        (name, definition) -> {
          Definition before = definitions.put(name, definition);
          if (before == null || !before.digest().equals(definition.digest())) {
            look(definition);
          }
        });
    fill();
  }

  /** Looks for what is due and for what waits. Called by the alarm; a person may call it too. */
  public void sweep() {
    new TreeMap<>(definitions).values().forEach(this::look);
    fill();
  }

  /** Writes down what is due of one pipeline, begins it, and sets the alarm for what comes next. */
  private void look(Definition definition) {
    String name = definition.name();
    if (closing) {
      return;
    }
    try {
      List<Run> due = queue.sweep(name, definition.digest(), definition::due);
      due.forEach(listener::due);
      arm(definition);
      if (!due.isEmpty()) {
        fill(definition);
      }
    } catch (RuntimeException e) {
      listener.trouble("pipeline " + name + " could not be looked at", e);
    }
  }

  private void arm(Definition definition) {
    Instant now = ledger.now();
    // The ledger says when a slot is due, and the alarm goes by the clock of this machine.
    Duration ahead = Duration.between(now, clock.instant());
    definition
        .next(now)
        .ifPresentOrElse(
            next -> alarm.at(definition.name(), next.plus(ahead), () -> wake(definition.name())),
            () -> alarm.forget(definition.name()));
  }

  private void wake(String name) {
    Definition definition = definitions.get(name);
    if (definition != null) {
      look(definition);
    }
  }

  /** Begins what waits, as far as there is room. */
  private void fill() {
    if (closing) {
      return;
    }
    try {
      for (String name : queue.waiting()) {
        Definition definition = definitions.get(name);
        if (definition != null) {
          fill(definition);
        }
      }
    } catch (RuntimeException e) {
      listener.trouble("the queue could not be looked at", e);
    }
  }

  private synchronized void fill(Definition definition) {
    if (closing) {
      return;
    }
    int room = options.parallel() - working;
    List<Lease> leases =
        queue.admit(
            definition.name(),
            options.holder(),
            line -> within(room, definition.concurrency(), line));
    for (Lease lease : leases) {
      working++;
      try {
        workers.execute(() -> work(lease, definition));
      } catch (RejectedExecutionException e) {
        working--;
        ledger.release(lease);
      }
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

  private void work(Lease lease, Definition definition) {
    Slot slot = lease.slot();
    try {
      listener.began(slot);
      listener.ended(runner.run(slot));
    } catch (SlotHeld | LeaseLost e) {
      listener.elsewhere(slot, String.valueOf(e.getMessage()));
    } catch (LedgerException e) {
      listener.trouble("slot " + slot + " is tried again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      failed(lease, definition, FailureClass.INFRA, e);
    } catch (RuntimeException e) {
      failed(lease, definition, FailureClass.USER, e);
    } finally {
      synchronized (this) {
        working--;
        notifyAll();
      }
      fill();
    }
  }

  /** A night that did not even come to its first step is written down, for nobody waits for it. */
  private void failed(Lease lease, Definition definition, FailureClass kind, Exception why) {
    try {
      Claim claim =
          ledger.claim(
              lease.slot(), definition.digest(), Reprocess.UNFINISHED_ONLY, options.holder());
      if (claim instanceof Claim.Claimed claimed) {
        Failure failure = new Failure(kind, String.valueOf(why.getMessage()));
        listener.ended(ledger.apply(claimed.lease(), new RunEvent.Failed(failure)));
      }
    } catch (LedgerException | LeaseLost e) {
      listener.trouble("slot " + lease.slot() + " is tried again", e);
    }
  }

  /**
   * Begins nothing any more, waits for what runs, and hands over what is left: another orchestrator
   * goes on with it at once. Work that goes on in this process after that is refused by the ledger.
   *
   * @param patience how long to wait
   */
  public void close(Duration patience) {
    closing = true;
    alarm.close();
    try {
      long deadline = System.nanoTime() + patience.toNanos();
      synchronized (this) {
        for (long left = 1; working > 0 && left > 0; ) {
          left = deadline - System.nanoTime();
          TimeUnit.NANOSECONDS.timedWait(this, left);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    queue.handOver(options.holder());
    workers.shutdown();
  }

  /** The same without patience. */
  @Override
  public void close() {
    close(Duration.ZERO);
  }
}
