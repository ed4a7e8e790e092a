package dev.nightjar.schedules;

import dev.nightjar.alert.Announcement;
import dev.nightjar.alert.Outbox;
import dev.nightjar.alert.Trouble;
import dev.nightjar.run.Deadline;
import dev.nightjar.run.DeadlineAlerts;
import dev.nightjar.run.DeadlineAlerts.Promise;
import dev.nightjar.run.LateLook;
import dev.nightjar.run.Punctuality;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.ScheduleState;
import dev.nightjar.run.Slot;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Notices what did not happen: a schedule that was due and that nobody looked at, a slot that did
 * not start or finish in time, a champion that grew old. It asks the ledger and goes by the
 * ledger's time, and knows nothing of what wakes the orchestrator. Several may watch one ledger;
 * each fact is told once.
 *
 * <p>Not thread-safe, but for {@link #watch}: one thread makes the rounds.
 */
public final class Watchman {

  /** How far back the first round looks, and for how many slots of a pipeline. */
  private static final Duration MEMORY = Duration.ofDays(1);

  private static final int SLOTS = 20;

  /** A deadline by the clock on the wall lies within it, whatever daylight saving does. */
  private static final Duration DAY = Duration.ofHours(26);

  /** How often the registry is asked for a champion's age. */
  private static final Duration REIGN = Duration.ofMinutes(10);

  private final RunLedger ledger;
  private final Outbox outbox;
  private final Consumer<String> sweep;
  private final Map<String, Instant> judgedUntil = new HashMap<>();
  private final Map<String, Instant> reignAsked = new HashMap<>();
  private volatile Map<String, Watched> watched = Map.of();

  /**
   * A watchman.
   *
   * @param sweep looks for what is due of the pipeline of this name
   */
  public Watchman(RunLedger ledger, Consumer<String> sweep) {
    this.ledger = ledger;
    this.outbox = ledger.outbox();
    this.sweep = sweep;
  }

  /** Replaces what is watched. Any thread may call it. */
  public void watch(Collection<Watched> all) {
    Map<String, Watched> wanted = new TreeMap<>();
    all.forEach(one -> wanted.put(one.definition().name(), one));
    watched = wanted;
  }

  /**
   * Looks at everything once.
   *
   * @throws dev.nightjar.run.LedgerException when the ledger does not answer; what was not looked
   *     at is looked at in the next round
   * @throws IOException when a registry does not; all else was looked at
   */
  public void round() throws IOException {
    Instant now = ledger.now();
    Map<String, ScheduleState> states = new HashMap<>();
    ledger.queue().schedules().forEach(state -> states.put(state.pipeline(), state));
    List<Trouble> troubles = outbox.troubles();
    IOException silent = null;
    for (Watched one : watched.values()) {
      ScheduleState state = states.get(one.definition().name());
      if (state == null || state.expectedFrom() == null) {
        continue;
      }
      repair(one.definition(), state, now);
      judge(one, state, now);
      mend(one, troubles, now);
      try {
        reign(one, state.expectedFrom(), now);
      } catch (IOException e) {
        silent = e;
      }
    }
    if (silent != null) {
      throw silent;
    }
  }

  /** Looks again at a schedule that nobody looked at, though a slot of it is due. */
  private void repair(Definition definition, ScheduleState state, Instant now) {
    Instant seen = state.seenUntil();
    Instant overdue = now.minus(LateLook.GRACE);
    if (seen == null || state.isPaused() || !seen.isBefore(overdue)) {
      return;
    }
    if (!definition.times().get().between(seen.plusNanos(1), overdue).isEmpty()) {
      sweep.accept(definition.name());
    }
  }

  /** Judges the slots whose deadline passed since the last round. */
  private void judge(Watched one, ScheduleState state, Instant now) {
    String name = one.definition().name();
    Instant from = judgedUntil.getOrDefault(name, now.minus(MEMORY));
    for (Promise promise : Promise.values()) {
      Deadline deadline = deadline(one, promise);
      if (deadline == null) {
        continue;
      }
      FireTimes times = one.definition().times().get();
      List<Instant> slots =
          times.between(from.minus(longest(deadline)), now).stream()
              .filter(slot -> isExpected(slot, state))
              .filter(slot -> isBetween(deadline.of(slot, times.zone()), from, now))
              .toList();
      for (Instant slot : slots.subList(Math.max(0, slots.size() - SLOTS), slots.size())) {
        tell(promise, Slot.of(name, slot), deadline.of(slot, times.zone()), now);
      }
    }
    judgedUntil.put(name, now);
  }

  private static Duration longest(Deadline deadline) {
    return deadline instanceof Deadline.After after ? after.span() : DAY;
  }

  private static boolean isBetween(Instant deadline, Instant from, Instant now) {
    return !deadline.isBefore(from) && deadline.isBefore(now);
  }

  private static boolean isExpected(Instant slot, ScheduleState state) {
    Instant from = state.expectedFrom();
    Instant paused = state.pausedAt();
    return from != null && slot.isAfter(from) && (paused == null || !slot.isAfter(paused));
  }

  private static @Nullable Deadline deadline(Watched one, Promise promise) {
    return switch (promise) {
      case START -> one.deadlines().startBy();
      case FINISH -> one.deadlines().finishBy();
    };
  }

  /** Looks whether what was late has come. */
  private void mend(Watched one, List<Trouble> troubles, Instant now) {
    String name = one.definition().name();
    for (Promise promise : Promise.values()) {
      Deadline deadline = deadline(one, promise);
      for (Trouble trouble : troubles) {
        Optional<Slot> slot = slot(trouble, promise, name);
        if (slot.isPresent() && deadline == null) {
          outbox.announce(DeadlineAlerts.noLongerAsked(promise, slot.get()));
        } else if (slot.isPresent() && deadline != null) {
          FireTimes times = one.definition().times().get();
          tell(promise, slot.get(), deadline.of(slot.get().logicalTime(), times.zone()), now);
        }
      }
    }
  }

  private static Optional<Slot> slot(Trouble trouble, Promise promise, String pipeline) {
    String prefix = promise.prefix(pipeline);
    if (!trouble.name().startsWith(prefix)) {
      return Optional.empty();
    }
    try {
      String time = trouble.name().substring(prefix.length());
      return Optional.of(Slot.of(pipeline, Slot.parseTime(time)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private void tell(Promise promise, Slot slot, Instant deadline, Instant now) {
    List<Run> runs = ledger.runs(slot);
    Punctuality found =
        switch (promise) {
          case START -> Punctuality.ofStart(deadline, now, runs);
          case FINISH -> Punctuality.ofFinish(deadline, now, runs);
        };
    for (Announcement said : DeadlineAlerts.of(promise, slot, deadline, found, runs)) {
      outbox.announce(said);
    }
  }

  private void reign(Watched one, Instant expectedFrom, Instant now) throws IOException {
    String name = one.definition().name();
    Duration maxAge = one.deadlines().championMaxAge();
    Instant asked = reignAsked.get(name);
    if (maxAge == null || (asked != null && asked.plus(REIGN).isAfter(now))) {
      return;
    }
    Watched.Champion champion = one.reign().champion();
    outbox.announce(
        DeadlineAlerts.ofChampion(
            name,
            champion == null ? null : champion.version(),
            champion == null ? expectedFrom : champion.since(),
            now,
            maxAge));
    reignAsked.put(name, now);
  }
}
