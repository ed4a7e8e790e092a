package dev.nightjar.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.alert.OutboxEntry;
import dev.nightjar.jobs.jdbc.H2Ledger;
import dev.nightjar.run.Claim;
import dev.nightjar.run.Concurrency;
import dev.nightjar.run.Deadline;
import dev.nightjar.run.Deadlines;
import dev.nightjar.run.Holder;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Liveness;
import dev.nightjar.run.Misfire;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.Slot;
import dev.nightjar.run.Trigger;
import dev.nightjar.schedules.quartz.QuartzCron;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time moves by hand; a slot is due at every full hour, and nothing wakes the orchestrator. */
class WatchmanTest {

  private static final Instant NOON = Instant.parse("2026-03-15T12:00:00Z");
  private static final Digest PIN = Digest.of("pipeline");
  private static final Holder ALICE = new Holder("alice", 1, NOON);
  private static final Definition HOURLY =
      new Definition(
          "p",
          PIN,
          () ->
              new FireTimes(
                  QuartzCron.parse("0 0 * * * ?"),
                  ZoneId.of("UTC"),
                  Trigger.Gap.RUN_AFTER,
                  Trigger.Overlap.FIRST),
          new Misfire.All(9, null),
          new Concurrency.Sequential(),
          Set.of());

  @TempDir Path workspace;
  private Instant time = NOON;
  private RunLedger ledger;
  private Watchman watchman;
  private final List<String> swept = new ArrayList<>();
  private Watched.@Nullable Champion champion;

  @BeforeEach
  void openLedger() {
    ledger =
        H2Ledger.open(workspace, new LeaseRules(() -> time, Duration.ofDays(9), Liveness.UNKNOWN));
    watchman = watchman();
    sweep();
  }

  private Watchman watchman() {
    return new Watchman(
        ledger,
        name -> {
          swept.add(name);
          sweep();
        });
  }

  @AfterEach
  void closeLedger() {
    ledger.close();
  }

  @Test
  void aSlotThatDoesNotStartIsToldOnceAndThatItStartedToo() throws Exception {
    watch(new Deadlines(new Deadline.After(Duration.ofMinutes(20)), null, null));
    at("13:00");
    sweep();
    at("13:20");
    round();
    assertThat(told()).isEmpty();
    at("13:21");
    round();
    round();
    assertThat(told())
        .containsExactly(
            "MISSED p 2026-03-15T13:00:00Z: it has not started by 2026-03-15T13:20:00Z");
    Watchman other = watchman();
    watch(other, new Deadlines(new Deadline.After(Duration.ofMinutes(20)), null, null));
    other.round();
    assertThat(told()).as("another orchestrator sees it too").hasSize(1);

    at("13:30");
    claim(13);
    round();
    round();
    assertThat(told())
        .hasSize(2)
        .last()
        .isEqualTo(
            "RECOVERED p 2026-03-15T13:00:00Z: it started at 2026-03-15T13:30:00Z, 10 min late");
  }

  @Test
  void whatWasLateWhileNobodyWatchedIsToldAfterwards() throws Exception {
    at("13:00");
    sweep();
    at("13:30");
    claim(13);
    at("13:40");
    watch(new Deadlines(new Deadline.After(Duration.ofMinutes(20)), null, null));
    round();
    assertThat(told()).hasSize(1).first().asString().startsWith("MISSED p");
    assertThat(ledger.outbox().troubles()).isEmpty();
  }

  @Test
  void aNightHasToComeToItsVerdictByTheTimeOnTheWall() throws Exception {
    watch(new Deadlines(null, new Deadline.At(LocalTime.parse("13:45")), null));
    at("13:00");
    sweep();
    Claim.Claimed claimed = claim(13);
    at("13:46");
    round();
    assertThat(told())
        .containsExactly(
            "MISSED p 2026-03-15T13:00:00Z: it has not come to a verdict by"
                + " 2026-03-15T13:45:00Z");
    ledger.apply(claimed.lease(), new RunEvent.Finished("KEPT"));
    round();
    assertThat(told()).last().asString().contains("came to its verdict", "1 min late");
  }

  @Test
  void slotsBeforeTheFirstLookAndOfAPauseAreNobodysDuty() throws Exception {
    watch(new Deadlines(new Deadline.After(Duration.ofMinutes(1)), null, null));
    round();
    assertThat(told()).as("nothing before the first look").isEmpty();
    ledger.queue().pause("p", "carol", "moving");
    at("16:30");
    round();
    assertThat(told()).as("nothing while it is paused").isEmpty();
    ledger.queue().resume("p");
    sweep();
    watchman().round();
    round();
    assertThat(told()).as("nor of what the pause made late").isEmpty();
  }

  @Test
  void aScheduleThatNobodyLookedAtIsLookedAtAgain() throws Exception {
    watch(Deadlines.none());
    at("13:02");
    round();
    assertThat(swept).as("a sweep may still come").isEmpty();
    at("13:04");
    round();
    round();
    assertThat(swept).containsExactly("p");
    assertThat(ledger.slots("p", "")).hasSize(1);
    assertThat(told()).singleElement().asString().startsWith("REPAIRED p: nobody looked");
  }

  @Test
  void aScheduleWithoutADueSlotNeedsNoLook() throws Exception {
    watch(Deadlines.none());
    at("12:59");
    round();
    assertThat(swept).isEmpty();
  }

  @Test
  void aChampionMayNotGrowOldAndANewOneIsWellAgain() throws Exception {
    watch(new Deadlines(null, null, Duration.ofDays(7)));
    champion = new Watched.Champion("v3", NOON.minus(Duration.ofDays(7)));
    round();
    assertThat(told()).isEmpty();
    at("12:11");
    round();
    at("12:30");
    round();
    assertThat(told()).singleElement().asString().startsWith("MISSED p: champion v3 is of");
    champion = new Watched.Champion("v4", NOON);
    at("12:45");
    round();
    assertThat(told())
        .last()
        .asString()
        .isEqualTo("RECOVERED p: champion v4 is young enough again");
  }

  @Test
  void aDeadlineThatIsTakenBackEndsItsTrouble() throws Exception {
    watch(new Deadlines(new Deadline.After(Duration.ofMinutes(20)), null, null));
    at("13:00");
    sweep();
    at("13:30");
    round();
    watch(Deadlines.none());
    round();
    assertThat(ledger.outbox().troubles()).isEmpty();
    assertThat(told()).last().asString().contains("no such deadline any more");
  }

  private void watch(Deadlines deadlines) {
    watch(watchman, deadlines);
  }

  private void watch(Watchman one, Deadlines deadlines) {
    one.watch(List.of(new Watched(HOURLY, deadlines, () -> champion)));
  }

  private void round() throws IOException {
    watchman.round();
  }

  private void sweep() {
    ledger.queue().sweep("p", PIN, HOURLY::due);
  }

  private Claim.Claimed claim(int hour) {
    Slot slot = Slot.of("p", NOON.plus(Duration.ofHours(hour - 12)));
    return (Claim.Claimed) ledger.claim(slot, PIN, Reprocess.UNFINISHED_ONLY, ALICE);
  }

  private void at(String wall) {
    time = Instant.parse("2026-03-15T" + wall + ":00Z");
  }

  private List<String> told() {
    List<String> headlines = new ArrayList<>();
    for (OutboxEntry entry : ledger.outbox().recent(99)) {
      headlines.add(0, entry.message().alert().headline());
    }
    return headlines;
  }
}
