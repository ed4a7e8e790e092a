package dev.nightjar.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.run.PlannedSlot.Action;
import dev.nightjar.store.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackfillRulesTest {

  private static final Instant NOW = Instant.parse("2011-07-01T12:00:00Z");
  private static final Digest PIN = Digest.of("pin");
  private static final Holder ALICE = new Holder("alice", 7, NOW);

  private final LeaseRules rules =
      new LeaseRules(() -> NOW, Duration.ofMinutes(1), Liveness.UNKNOWN);
  private final MemoryLedger ledger = new MemoryLedger(rules);

  @Test
  void aPlanSaysWhatHappensAndWhy() {
    ended(1, new RunEvent.Finished("PROMOTE v9"));
    ended(2, new RunEvent.Finished("REJECT"));
    ended(3, new RunEvent.Failed(new Failure(FailureClass.DATA, "file truncated\nline 2")));
    ended(5, new RunEvent.Blocked("Dest is null"));
    ledger.claim(slot(6), PIN, Reprocess.ALL, ALICE);
    ledger.release(((Claim.Claimed) ledger.claim(slot(7), PIN, Reprocess.ALL, ALICE)).lease());
    ledger.skip(slot(8), PIN, "missed");
    ended(9, new RunEvent.ApprovalNeeded("a person decides"));
    ended(10, new RunEvent.WentStale("the champion moved"));
    BackfillRules backfill =
        new BackfillRules(
            Reprocess.ALSO_FAILED,
            time -> time.equals(time(4)) ? Optional.of("calendar us-holidays") : Optional.empty(),
            run ->
                run.slot().equals(slot(2))
                    ? Optional.of("inputs changed: segment 2011-06-01 was retracted")
                    : Optional.empty(),
            rules);

    assertThat(lines(backfill, 11))
        .containsExactly(
            "NOTHING done: run " + RunId.of(slot(1), 1) + ", PROMOTE v9",
            "RUN inputs changed: segment 2011-06-01 was retracted",
            "RUN failed before (DATA: file truncated)",
            "SKIP calendar us-holidays",
            "RUN blocked before (Dest is null)",
            "SKIP is being run: run " + RunId.of(slot(6), 1) + " by process 7 on alice",
            "RUN interrupted: run " + RunId.of(slot(7), 1),
            "RUN skipped before (missed)",
            "SKIP waits for approval: run " + RunId.of(slot(9), 1) + ", a person decides",
            "RUN went stale before (the champion moved)",
            "RUN not run yet");
    assertThat(plan(backfill, 11).summary()).isEqualTo("7 to run, 1 done, 3 skipped");
  }

  @Test
  void whatAPlanSaysIsWhatAClaimDoes() {
    ended(1, new RunEvent.Finished("REJECT"));
    ended(2, new RunEvent.Blocked("x"));
    ended(3, new RunEvent.Failed(new Failure(FailureClass.INFRA, "x")));
    ended(4, new RunEvent.WentStale("x"));
    ledger.claim(slot(5), PIN, Reprocess.ALL, ALICE);
    ledger.skip(slot(6), PIN, "x");
    ended(7, new RunEvent.ApprovalNeeded("x"));
    for (Reprocess reprocess : Reprocess.values()) {
      for (PlannedSlot planned : plan(BackfillRules.of(reprocess, rules), 8).slots()) {
        SlotStatus status = ledger.slot(planned.slot()).orElse(null);
        LeaseRules.Answer answer = rules.decide(status, PIN, reprocess, Holder.current());
        assertThat(planned.action() == Action.RUN)
            .as("%s %s %s", reprocess, planned, answer)
            .isEqualTo(answer != LeaseRules.Answer.DONE && answer != LeaseRules.Answer.HELD);
      }
    }
  }

  private BackfillPlan plan(BackfillRules backfill, int days) {
    List<Instant> times = IntStream.rangeClosed(1, days).mapToObj(BackfillRulesTest::time).toList();
    return backfill.plan("p", "", times, ledger.slots("p", ""));
  }

  private List<String> lines(BackfillRules backfill, int days) {
    return plan(backfill, days).slots().stream().map(s -> s.action() + " " + s.why()).toList();
  }

  private void ended(int day, RunEvent event) {
    Claim claim = ledger.claim(slot(day), PIN, Reprocess.ALL, ALICE);
    ledger.apply(((Claim.Claimed) claim).lease(), event);
  }

  private static Slot slot(int day) {
    return Slot.of("p", time(day));
  }

  private static Instant time(int day) {
    return Instant.parse("2011-06-01T07:30:00Z").plus(Duration.ofDays(day - 1));
  }
}
