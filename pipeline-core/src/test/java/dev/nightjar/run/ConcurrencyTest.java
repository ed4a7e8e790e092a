package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.Concurrency.Line;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.run.SlotAction.Cancel;
import dev.nightjar.run.SlotAction.Skip;
import dev.nightjar.run.SlotAction.Start;
import dev.nightjar.run.SlotAction.Wait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConcurrencyTest {

  private static Slot slot(int hour) {
    return Slot.of("p", Instant.parse("2026-03-07T00:00:00Z").plusSeconds(3600L * hour));
  }

  private static List<Slot> slots(int... hours) {
    return IntStream.of(hours).mapToObj(ConcurrencyTest::slot).toList();
  }

  /** {@code start 1, wait 2} for what is to be done. */
  private static String told(Concurrency policy, List<Slot> running, List<Slot> waiting) {
    return told(policy, running, waiting, null);
  }

  private static String told(
      Concurrency policy, List<Slot> running, List<Slot> waiting, @Nullable Status last) {
    List<String> words =
        policy.choose(new Line(running, waiting, last)).stream()
            .map(
                a ->
                    a.getClass().getSimpleName().toLowerCase(Locale.ROOT)
                        + " "
                        + a.slot().logicalTime().toString().substring(12, 13))
            .toList();
    return String.join(", ", words);
  }

  @Test
  void sequentialIsOneAfterTheOther() {
    Concurrency policy = new Concurrency.Sequential();
    assertThat(told(policy, slots(), slots(2, 1))).isEqualTo("start 1, wait 2");
    assertThat(told(policy, slots(0), slots(1, 2))).isEqualTo("wait 1, wait 2");
    assertThat(told(policy, slots(), slots(1), Status.FAILED)).isEqualTo("start 1");
    assertThat(told(policy, slots(1), slots())).isEmpty();
  }

  @Test
  void strictSequentialStopsAfterAFailure() {
    Concurrency policy = new Concurrency.StrictSequential();
    assertThat(told(policy, slots(), slots(1, 2), Status.SUCCEEDED)).isEqualTo("start 1, wait 2");
    assertThat(told(policy, slots(), slots(1, 2))).isEqualTo("start 1, wait 2");
    assertThat(told(policy, slots(), slots(1, 2), Status.CANCELLED)).startsWith("start 1");
    for (Status bad : List.of(Status.FAILED, Status.BLOCKED, Status.STALE)) {
      assertThat(told(policy, slots(), slots(1, 2), bad)).isEqualTo("wait 1, wait 2");
    }
    assertThat(policy.choose(new Line(slots(), slots(1), Status.FAILED)))
        .containsExactly(new Wait(slot(1), "the slot before failed; strict-sequential"));
  }

  @Test
  void firstOnlySkipsWhatComesMeanwhile() {
    Concurrency policy = new Concurrency.FirstOnly();
    assertThat(told(policy, slots(), slots(1))).isEqualTo("start 1");
    assertThat(policy.choose(new Line(slots(0), slots(1), null)))
        .containsExactly(new Skip(slot(1), "that of 2026-03-07T00:00:00Z ran; first-only"));
    assertThat(told(policy, slots(), slots(1, 2))).isEqualTo("start 1, skip 2");
  }

  @Test
  void lastOnlyReplacesWhatRuns() {
    Concurrency policy = new Concurrency.LastOnly();
    assertThat(told(policy, slots(0), slots(1, 2))).isEqualTo("cancel 0, skip 1, wait 2");
    assertThat(told(policy, slots(), slots(2))).isEqualTo("start 2");
    assertThat(told(policy, slots(3), slots(2))).as("an older one").isEqualTo("skip 2");
    assertThat(told(policy, slots(), slots())).isEmpty();
    assertThat(policy.choose(new Line(slots(0), slots(1), null)))
        .contains(new Cancel(slot(0), "replaced by that of 2026-03-07T01:00:00Z; last-only"));
  }

  @Test
  void parallelIsSeveralAtOnce() {
    Concurrency policy = new Concurrency.Parallel(3);
    assertThat(told(policy, slots(0), slots(1, 2, 3))).isEqualTo("start 1, start 2, wait 3");
    assertThat(told(policy, slots(0, 1, 2, 3), slots(4))).isEqualTo("wait 4");
    assertThatThrownBy(() -> new Concurrency.Parallel(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void serialLatestOnlyLetsTheLatestWait() {
    Concurrency policy = new Concurrency.SerialLatestOnly();
    assertThat(told(policy, slots(0), slots(1, 2))).isEqualTo("skip 1, wait 2");
    assertThat(told(policy, slots(), slots(1, 2))).isEqualTo("skip 1, start 2");
  }

  @Test
  void aSlotThatStandsTwiceIsRefused() {
    assertThatThrownBy(() -> new Line(slots(1), slots(1), null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static List<Concurrency> policies() {
    return List.of(
        new Concurrency.Sequential(),
        new Concurrency.StrictSequential(),
        new Concurrency.FirstOnly(),
        new Concurrency.LastOnly(),
        new Concurrency.Parallel(1),
        new Concurrency.Parallel(4),
        new Concurrency.SerialLatestOnly());
  }

  /**
   * Lives through random days: slots become due, runs end, the rules are asked after each event.
   */
  private static final class World {
    final List<Slot> running = new ArrayList<>();
    final List<Slot> waiting = new ArrayList<>();
    final List<Slot> due = new ArrayList<>();
    final List<Slot> started = new ArrayList<>();
    final Map<Slot, String> skipped = new LinkedHashMap<>();
    final TreeSet<Slot> cancelled = new TreeSet<>();
    @Nullable Status last;

    void ask(Concurrency policy) {
      List<SlotAction> actions = policy.choose(new Line(running, waiting, last));
      List<Slot> answered =
          actions.stream().filter(a -> !(a instanceof Cancel)).map(SlotAction::slot).toList();
      assertThat(answered).as("each once, in order").isEqualTo(waiting.stream().sorted().toList());
      for (SlotAction action : actions) {
        if (action instanceof Start start) {
          assertThat(waiting.remove(start.slot())).isTrue();
          running.add(start.slot());
          started.add(start.slot());
        } else if (action instanceof Skip skip) {
          assertThat(waiting.remove(skip.slot())).isTrue();
          assertThat(skip.reason()).isNotBlank();
          skipped.put(skip.slot(), skip.reason());
        } else if (action instanceof Cancel cancel) {
          assertThat(running).contains(cancel.slot());
          assertThat(cancel.reason()).isNotBlank();
          cancelled.add(cancel.slot());
        } else {
          assertThat(((Wait) action).reason()).isNotBlank();
        }
      }
    }

    void end(Slot slot, boolean well) {
      running.remove(slot);
      if (!cancelled.contains(slot)) {
        last = well ? Status.SUCCEEDED : Status.FAILED;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  void nothingIsLostDoubledOrTooManyAtOnce(Concurrency policy) {
    int most = policy instanceof Concurrency.Parallel p ? p.most() : 1;
    boolean strict = policy instanceof Concurrency.StrictSequential;
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      World world = new World();
      for (int step = 0; step < 60; step++) {
        int started = world.started.size();
        if (random.nextInt(3) > 0) {
          world.due.add(slot(step));
          world.waiting.add(slot(step));
        } else if (!world.running.isEmpty()) {
          Slot ending = world.running.get(random.nextInt(world.running.size()));
          world.end(ending, random.nextInt(5) > 0);
        } else if (strict && world.last == Status.FAILED && random.nextBoolean()) {
          world.last = Status.SUCCEEDED;
        }
        boolean stopped = strict && world.last == Status.FAILED;
        world.ask(policy);
        assertThat(world.running).hasSizeLessThanOrEqualTo(most);
        assertThat(world.started.size()).isLessThanOrEqualTo(stopped ? started : started + most);
      }
      quiesce(policy, world);
      assertThat(world.started).isSorted().doesNotHaveDuplicates();
      TreeSet<Slot> known = new TreeSet<>(world.started);
      known.addAll(world.skipped.keySet());
      assertThat(known).containsExactlyElementsOf(world.due);
      assertThat(known).hasSize(world.started.size() + world.skipped.size());
      keepsItsPromise(policy, world);
    }
  }

  private static void quiesce(Concurrency policy, World world) {
    while (!world.running.isEmpty() || !world.waiting.isEmpty()) {
      if (!world.running.isEmpty()) {
        world.end(world.running.get(0), true);
      } else {
        world.last = Status.SUCCEEDED;
      }
      world.ask(policy);
    }
  }

  private static void keepsItsPromise(Concurrency policy, World world) {
    boolean skips =
        policy instanceof Concurrency.FirstOnly
            || policy instanceof Concurrency.LastOnly
            || policy instanceof Concurrency.SerialLatestOnly;
    if (!skips) {
      assertThat(world.skipped).isEmpty();
    }
    if (!(policy instanceof Concurrency.FirstOnly) && !world.due.isEmpty()) {
      assertThat(world.started).contains(world.due.get(world.due.size() - 1));
    }
    if (!(policy instanceof Concurrency.LastOnly)) {
      assertThat(world.cancelled).isEmpty();
    }
  }
}
