package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.Punctuality.Standing;
import dev.nightjar.store.Digest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final Slot SLOT = Slot.of("p", Instant.parse("2026-01-10T08:30:00Z"));
  private static final Instant DEADLINE = SLOT.logicalTime().plusSeconds(3600);
  private static final Run QUEUED = Run.queued(SLOT, 1, Digest.of("p"), SLOT.logicalTime());

  @Test
  void aLocalTimeIsTheFirstAfterTheSlot() {
    Deadline halfPastFive = new Deadline.At(LocalTime.parse("05:30"));
    assertThat(halfPastFive.of(Instant.parse("2026-01-10T08:30:00Z"), CHICAGO))
        .isEqualTo("2026-01-10T11:30:00Z");
    assertThat(halfPastFive.of(Instant.parse("2026-01-10T11:30:00Z"), CHICAGO))
        .isEqualTo("2026-01-11T11:30:00Z");
    // The clocks go forward that night: 02:30 is half past three.
    assertThat(
            new Deadline.At(LocalTime.parse("02:30"))
                .of(Instant.parse("2026-03-08T06:30:00Z"), CHICAGO))
        .isEqualTo("2026-03-08T08:30:00Z");
  }

  @Test
  void aSpanCountsFromTheSlot() {
    assertThat(new Deadline.After(Duration.ofHours(1)).of(SLOT.logicalTime(), CHICAGO))
        .isEqualTo(DEADLINE);
    assertThatThrownBy(() -> new Deadline.After(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSlotThatNobodyBeganIsMissedOnlyAfterItsDeadline() {
    assertThat(start(DEADLINE, List.of())).isEqualTo(Standing.PENDING);
    assertThat(start(DEADLINE.plusNanos(1), List.of())).isEqualTo(Standing.MISSED);
    assertThat(start(DEADLINE.plusNanos(1), List.of(QUEUED))).isEqualTo(Standing.MISSED);
  }

  @Test
  void whatBeganInTimeIsKeptHoweverItIsRunAgainLater() {
    Run first = began(DEADLINE).after(failed(), DEADLINE);
    Run again = new Run(SLOT, 2, Digest.of("p"), first.state(), DEADLINE.plusSeconds(99), null);
    assertThat(start(DEADLINE.plusSeconds(999), List.of(first, again))).isEqualTo(Standing.KEPT);
    assertThat(start(DEADLINE.plusSeconds(999), List.of(began(DEADLINE.plusSeconds(1)))))
        .isEqualTo(Standing.LATE);
  }

  @Test
  void aNightThatFailedIsNotFinishedUntilAnotherRunOfItIs() {
    Run failed = began(DEADLINE).after(failed(), DEADLINE);
    Instant later = DEADLINE.plusSeconds(1);
    assertThat(finish(DEADLINE, List.of(failed))).isEqualTo(Standing.PENDING);
    assertThat(finish(later, List.of(failed))).isEqualTo(Standing.MISSED);
    Run good = began(DEADLINE).after(new RunEvent.Finished("KEPT"), DEADLINE);
    assertThat(finish(later, List.of(failed, good))).isEqualTo(Standing.KEPT);
    Run late = began(DEADLINE).after(new RunEvent.Finished("KEPT"), later);
    assertThat(finish(later, List.of(failed, late))).isEqualTo(Standing.LATE);
  }

  @Test
  void whatSomebodyDecidedNotToRunIsWaived() {
    Run skipped = QUEUED.after(new RunEvent.Skipped("a holiday"), DEADLINE);
    assertThat(start(DEADLINE.plusSeconds(9), List.of(skipped))).isEqualTo(Standing.WAIVED);
    Run cancelled = QUEUED.after(new RunEvent.Cancelled("wrong data"), DEADLINE);
    assertThat(finish(DEADLINE.plusSeconds(9), List.of(cancelled))).isEqualTo(Standing.WAIVED);
  }

  @Test
  void aNightThatWaitsForAPersonCameToItsVerdict() {
    Instant later = DEADLINE.plusSeconds(90_000);
    Run waits = began(DEADLINE).after(new RunEvent.ApprovalNeeded("v2 waits"), DEADLINE);
    assertThat(finish(later, List.of(waits))).isEqualTo(Standing.KEPT);
    Run approved = waits.after(new RunEvent.Finished("PROMOTE"), later);
    assertThat(finish(later, List.of(approved)))
        .as("however long the person took")
        .isEqualTo(Standing.KEPT);
  }

  private static Run began(Instant at) {
    return QUEUED.begun(Digest.of("p"), at);
  }

  private static RunEvent failed() {
    return new RunEvent.Failed(new Failure(FailureClass.DATA, "no rows"));
  }

  private static Standing start(Instant now, List<Run> runs) {
    return Punctuality.ofStart(DEADLINE, now, runs).standing();
  }

  private static Standing finish(Instant now, List<Run> runs) {
    return Punctuality.ofFinish(DEADLINE, now, runs).standing();
  }
}
