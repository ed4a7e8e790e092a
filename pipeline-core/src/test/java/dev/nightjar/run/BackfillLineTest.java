package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.run.BackfillLine.Place;
import dev.nightjar.run.BackfillOptions.Order;
import dev.nightjar.run.BackfillSlot.Status;
import dev.nightjar.run.BackfillTask.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackfillLineTest {

  private static final Instant NOW = Instant.parse("2011-07-01T12:00:00Z");

  /** A backfill that is worked at by as many as may, who end in a random order. */
  private static final class World {

    final Backfill backfill;
    final List<BackfillSlot> slots = new ArrayList<>();
    final List<Integer> held = new ArrayList<>();
    final List<Integer> begun = new ArrayList<>();
    final List<Integer> judged = new ArrayList<>();

    World(int slots, int parallel, Order order) {
      BackfillOptions options = new BackfillOptions(Reprocess.ALL, parallel, order, false, false);
      backfill =
          new Backfill(
              1,
              new BackfillSpec("p", "", "some", options),
              BackfillState.running(),
              BackfillProgress.start(slots),
              "carol",
              NOW,
              null);
      for (int place = 1; place <= slots; place++) {
        Slot slot = Slot.of("p", NOW.plusSeconds(place));
        this.slots.add(new BackfillSlot(place, slot, Status.WAITING, "", 0));
      }
    }

    private Place place(BackfillSlot slot) {
      return new Place(slot, held.contains(slot.place()));
    }

    BackfillLine line() {
      Comparator<BackfillSlot> byPlace = Comparator.comparing(BackfillSlot::place);
      boolean newest = backfill.spec().options().order() == Order.NEW_TO_OLD;
      return new BackfillLine(
          backfill,
          slots.stream().filter(s -> s.status().isBegun()).map(this::place).toList(),
          slots.stream()
              .filter(s -> !s.status().isOver())
              .findFirst()
              .map(this::place)
              .orElse(null),
          slots.stream()
              .filter(s -> s.status() == Status.WAITING)
              .sorted(newest ? byPlace.reversed() : byPlace)
              .limit(BackfillLine.AHEAD)
              .map(this::place)
              .toList());
    }

    void begin(BackfillLine.Choice choice) {
      int place = choice.slot().place();
      if (choice.slot().status() == Status.WAITING) {
        begun.add(place);
      }
      if (!held.contains(place)) {
        held.add(place);
      }
      Status next = choice.stage() == Stage.PREPARE ? Status.PREPARING : Status.JUDGING;
      slots.set(place - 1, choice.slot().as(next, ""));
    }

    void end(int place) {
      held.remove((Integer) place);
      BackfillSlot slot = slots.get(place - 1);
      boolean prepared = slot.status() == Status.PREPARING;
      if (!prepared) {
        judged.add(place);
      }
      slots.set(place - 1, slot.as(prepared ? Status.PREPARED : Status.DONE, ""));
    }
  }

  @Test
  void whateverEndsFirstNightsAreJudgedByDateAndNeverMoreAtOnceThanMay() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Order order = seed % 2 == 0 ? Order.OLD_TO_NEW : Order.NEW_TO_OLD;
      int parallel = 1 + seed % 5;
      World world = new World(12, parallel, order);
      while (world.judged.size() < 12) {
        while (world.line().choose().isPresent()) {
          world.begin(world.line().choose().orElseThrow());
          assertThat(world.held).hasSizeLessThanOrEqualTo(parallel).doesNotHaveDuplicates();
        }
        assertThat(world.held).as("nobody works, and nothing may begin").isNotEmpty();
        int one = world.held.get(random.nextInt(world.held.size()));
        if (random.nextInt(4) == 0) {
          world.held.remove((Integer) one);
        } else {
          world.end(one);
        }
      }
      assertThat(world.judged).isSorted();
      assertThat(world.begun)
          .isSortedAccordingTo(
              order == Order.OLD_TO_NEW ? Comparator.naturalOrder() : Comparator.reverseOrder());
    }
  }

  @Test
  void oneAfterAnotherFromTheOldestOnEachIsRunWhole() {
    World world = new World(3, 1, Order.OLD_TO_NEW);
    for (int place = 1; place <= 3; place++) {
      BackfillLine.Choice choice = world.line().choose().orElseThrow();
      assertThat(choice.stage()).isEqualTo(Stage.JUDGE);
      world.begin(choice);
      world.end(place);
    }
    assertThat(world.line().choose()).isEmpty();
  }

  @Test
  void aSlotThatSomebodyElseRunsIsPassedOver() {
    World world = new World(3, 1, Order.OLD_TO_NEW);
    world.held.add(1);
    BackfillLine.Choice choice = world.line().choose().orElseThrow();
    assertThat(choice.slot().place()).isEqualTo(2);
    assertThat(choice.stage()).isEqualTo(Stage.PREPARE);
  }

  @Test
  void nothingBeginsDuringAPauseNorAfterTheEnd() {
    World world = new World(3, 2, Order.OLD_TO_NEW);
    for (BackfillEvent event :
        List.of(new BackfillEvent.Paused("lunch"), new BackfillEvent.Cancelled("no"))) {
      BackfillLine line = world.line();
      BackfillLine now =
          new BackfillLine(
              world.backfill.after(event, NOW), line.begun(), line.first(), line.waiting());
      assertThat(now.choose()).isEmpty();
    }
  }
}
