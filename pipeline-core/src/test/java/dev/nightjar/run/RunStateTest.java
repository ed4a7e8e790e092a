package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.RunState.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RunStateTest {

  private static final Failure FAILURE = new Failure(FailureClass.OOM, "heap");
  private static final List<RunEvent> EVENTS =
      List.of(
          new RunEvent.Started(),
          new RunEvent.Finished("x"),
          new RunEvent.Blocked("x"),
          new RunEvent.WentStale("x"),
          new RunEvent.Failed(FAILURE),
          new RunEvent.ApprovalNeeded("x"),
          new RunEvent.Cancelled("x"),
          new RunEvent.Skipped("x"));
  private static final Map<Status, Set<Status>> NEXT =
      Map.of(
          Status.QUEUED,
          Set.of(Status.RUNNING, Status.CANCELLED, Status.SKIPPED),
          Status.RUNNING,
          Set.of(
              Status.RUNNING,
              Status.AWAITING_APPROVAL,
              Status.SUCCEEDED,
              Status.BLOCKED,
              Status.STALE,
              Status.FAILED,
              Status.CANCELLED),
          Status.AWAITING_APPROVAL,
          Set.of(Status.SUCCEEDED, Status.STALE, Status.CANCELLED));

  @Test
  void everyStateTakesItsEventsAndNoOther() {
    for (Status status : Status.values()) {
      RunState state = state(status);
      Set<Status> reached =
          EVENTS.stream()
              .filter(e -> takes(state, e))
              .map(e -> state.after(e).status())
              .collect(Collectors.toSet());
      assertThat(reached).as("after %s", status).isEqualTo(NEXT.getOrDefault(status, Set.of()));
      assertThat(status.isFinal()).isEqualTo(reached.isEmpty());
    }
  }

  @Test
  void anIllegalEventIsNamedWithTheState() {
    assertThatThrownBy(() -> RunState.queued().after(new RunEvent.Finished("x")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a run that is QUEUED cannot take the event Finished");
  }

  @Test
  void idsFollowFromTheSlotAndTheOrdinal() {
    Slot slot = Slot.of("p", Instant.parse("2011-06-15T07:30:00Z"));
    assertThat(RunId.of(slot, 1)).isEqualTo(RunId.of(slot, 1)).isNotEqualTo(RunId.of(slot, 2));
    assertThat(RunId.of(slot, 1).hex()).isEqualTo("bd9ecfbe");
    assertThat(slot.folder().path()).isEqualTo("runs/p/20110615T073000Z");
    assertThat(new Slot("p", "b1", slot.logicalTime()).folder().path())
        .isEqualTo("runs/p~b1/20110615T073000Z");
  }

  @Test
  void waitsDoubleUpToTheLongest() {
    RetryPolicy policy = new RetryPolicy(9, Duration.ofSeconds(1), Duration.ofSeconds(5));
    assertThat(List.of(policy.delay(1), policy.delay(2), policy.delay(3), policy.delay(4)))
        .containsExactly(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(5));
    assertThat(RetryPolicy.NEVER.delay(1)).isZero();
  }

  @Test
  void holdersComeBackFromTheirText() {
    Holder self = Holder.current();
    assertThat(Holder.parse(self.toString())).isEqualTo(self);
    assertThat(Liveness.of(self).isDead(self)).isFalse();
    Holder reused = new Holder(self.host(), self.pid(), self.start().minusSeconds(3600));
    assertThat(Liveness.of(self).isDead(reused)).isTrue();
    assertThat(Liveness.of(self).isDead(new Holder(self.host(), 1L << 30, self.start()))).isTrue();
    assertThat(Liveness.of(self).isDead(new Holder("elsewhere", 1, self.start()))).isFalse();
  }

  private static boolean takes(RunState state, RunEvent event) {
    try {
      state.after(event);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private static RunState state(Status status) {
    return new RunState(status, "", status == Status.FAILED ? FailureClass.OOM : null);
  }
}
