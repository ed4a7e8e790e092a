package dev.nightjar.schedules;

import dev.nightjar.run.RunLedger;
import dev.nightjar.run.SlotQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes down which slots have become due, and sets the alarm for each schedule's next one.
 * Thread-safe.
 */
final class Lookout {

  /** How many schedules are looked at in one transaction. */
  private static final int TOGETHER = 500;

  /** From so many such transactions on a look is worth a rehearsal. */
  private static final int MANY = 4;

  /** How often it is rehearsed: compilers take their time, and less is half as fast. */
  private static final int REHEARSALS = 4;

  private final RunLedger ledger;
  private final SlotQueue queue;
  private final Alarm alarm;
  private final InstantSource clock;
  private final Function<String, @Nullable Definition> definitions;
  private final OrchestratorListener listener;
  private final Runnable afterwards;

  /** When the alarm of a pipeline rings, by the ledger's time. */
  private final Map<String, Instant> armed = new ConcurrentHashMap<>();

  private volatile boolean closing;

  /**
   * A lookout.
   *
   * @param definitions the definition of a pipeline now; null: it is gone
   * @param afterwards called after each look, when what is due is written down
   */
  Lookout(
      RunLedger ledger,
      Alarm alarm,
      InstantSource clock,
      Function<String, @Nullable Definition> definitions,
      OrchestratorListener listener,
      Runnable afterwards) {
    this.ledger = ledger;
    this.queue = ledger.queue();
    this.alarm = alarm;
    this.clock = clock;
    this.definitions = definitions;
    this.listener = listener;
    this.afterwards = afterwards;
  }

  /** Writes down what is due, and sets the alarms for what comes next. */
  void look(List<Definition> all) {
    Map<Definition, Instant> looked = new LinkedHashMap<>();
    for (List<Definition> part : parts(all)) {
      if (closing) {
        break;
      }
      try {
        SlotQueue.Look look = queue.sweep(part.stream().map(Lookout::watch).toList());
        look.made().forEach(listener::due);
        look.failed().forEach(this::notLookedAt);
        part.forEach(definition -> looked.put(definition, look.at()));
      } catch (RuntimeException e) {
        part.forEach(definition -> notLookedAt(definition.name(), e));
      }
    }
    afterwards.run();
    arm(looked);
  }

  /**
   * Does, some times over, what it takes to write down as many slots, and keeps none, where there
   * are thousands: the first second at which they are all due then finds a program that is warm.
   */
  void rehearse(List<Definition> all) {
    List<List<Definition>> parts = parts(all);
    if (parts.size() < MANY) {
      return;
    }
    for (int i = 0; i < REHEARSALS * parts.size() && !closing; i++) {
      List<Definition> part = parts.get(i % parts.size());
      try {
        queue.rehearse(part.stream().map(Lookout::watch).toList());
      } catch (RuntimeException e) {
        listener.trouble("the first look will be slower: it could not be rehearsed", e);
        break;
      }
    }
  }

  /** Neighbours by name together: the ledger then looks at one range of its rows. */
  static List<List<Definition>> parts(List<Definition> all) {
    List<Definition> sorted = all.stream().sorted(Comparator.comparing(Definition::name)).toList();
    return IntStream.range(0, (sorted.size() + TOGETHER - 1) / TOGETHER)
        .mapToObj(i -> sorted.subList(i * TOGETHER, Math.min(sorted.size(), (i + 1) * TOGETHER)))
        .toList();
  }

  private static SlotQueue.Watch watch(Definition definition) {
    return new SlotQueue.Watch(definition.name(), definition.digest(), definition::due);
  }

  private void notLookedAt(String pipeline, RuntimeException why) {
    listener.trouble("pipeline " + pipeline + " could not be looked at", why);
  }

  private void arm(Map<Definition, Instant> looked) {
    if (closing || looked.isEmpty()) {
      return;
    }
    try {
      // The ledger says when a slot is due, and the alarm goes by the clock of this machine.
      Duration ahead = Duration.between(ledger.now(), clock.instant());
      looked.forEach((definition, at) -> arm(definition, at, ahead));
    } catch (RuntimeException e) {
      listener.trouble("the alarms could not be set; the next sweep does it", e);
    }
  }

  private void arm(Definition definition, Instant looked, Duration ahead) {
    String name = definition.name();
    try {
      Instant next = definition.next(looked).orElse(null);
      if (next == null) {
        forget(name);
      } else {
        armed.put(name, next);
        alarm.at(name, next.plus(ahead), () -> wake(name));
      }
    } catch (RuntimeException e) {
      notLookedAt(name, e);
    }
  }

  /** Sets no alarm for the pipeline any more. */
  void forget(String name) {
    armed.remove(name);
    alarm.forget(name);
  }

  /**
   * Looks at the pipeline whose alarm rang, and at all others that are due by now: of a thousand
   * alarms that ring together the first one does the work.
   */
  private void wake(String name) {
    if (!armed.containsKey(name)) {
      return;
    }
    try {
      Instant now = ledger.now();
      List<Definition> due = new ArrayList<>();
      armed.forEach(
          (other, at) -> {
            boolean rings = other.equals(name) || !at.isAfter(now);
            Definition definition = definitions.apply(other);
            if (rings && definition != null && armed.remove(other, at)) {
              due.add(definition);
            }
          });
      look(due);
    } catch (RuntimeException e) {
      notLookedAt(name, e);
    }
  }

  /** Looks at nothing any more. */
  void close() {
    closing = true;
  }
}
