package dev.nightjar.jobs.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.run.Claim;
import dev.nightjar.run.Concurrency;
import dev.nightjar.run.DueSlot;
import dev.nightjar.run.Holder;
import dev.nightjar.run.Lease;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Liveness;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunPage;
import dev.nightjar.run.RunQuery;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.run.ScheduleState;
import dev.nightjar.run.Slot;
import dev.nightjar.run.SlotQueue;
import dev.nightjar.run.SlotQueue.Watch;
import dev.nightjar.run.SlotStatus;
import dev.nightjar.store.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger shows a page at a time. Time moves by hand. */
abstract class ListingContract {

  private static final Instant NOON = Instant.parse("2026-03-15T12:00:00Z");
  private static final Digest PIN = Digest.of("pipeline");
  private static final Holder ALICE = new Holder("alice", 1, NOON);

  private Instant time = NOON;
  private RunLedger ledger;

  abstract RunLedger open(LeaseRules rules) throws Exception;

  @BeforeEach
  void openLedger() throws Exception {
    ledger = open(new LeaseRules(() -> time, Duration.ofMinutes(1), Liveness.UNKNOWN));
  }

  @AfterEach
  void closeLedger() {
    ledger.close();
  }

  private static Slot slot(String pipeline, int hours) {
    return Slot.of(pipeline, NOON.plus(Duration.ofHours(hours)));
  }

  private Run queue(Slot slot) {
    return ledger.queue().enqueue(slot, PIN, Reprocess.ALL);
  }

  private void block(Slot slot) {
    Claim.Claimed claimed =
        (Claim.Claimed) ledger.claim(slot, PIN, Reprocess.UNFINISHED_ONLY, ALICE);
    ledger.apply(claimed.lease(), new RunEvent.Blocked("no data"));
  }

  @Test
  void aRunThatWaitsForApprovalIsListedAndHoldsNobodyUp() {
    Claim.Claimed first =
        (Claim.Claimed) ledger.claim(slot("p", 1), PIN, Reprocess.UNFINISHED_ONLY, ALICE);
    Run waits = ledger.apply(first.lease(), new RunEvent.ApprovalNeeded("v2 waits"));
    assertThat(ledger.listing().live()).isEqualTo(Map.of(Status.AWAITING_APPROVAL, 1L));
    assertThat(all("p", Status.AWAITING_APPROVAL, 5)).containsExactly(waits);
    assertThat(ledger.queue().waiting()).as("it is nobody's to begin").isEmpty();
    queue(slot("p", 2));
    List<Concurrency.Line> seen = new ArrayList<>();
    List<Lease> next =
        ledger
            .queue()
            .admit(
                "p",
                ALICE,
                line -> {
                  seen.add(line);
                  return new Concurrency.Sequential().choose(line);
                });
    assertThat(seen).containsExactly(new Concurrency.Line(List.of(), List.of(slot("p", 2)), null));
    assertThat(next).extracting(Lease::slot).containsExactly(slot("p", 2));
  }

  @Test
  void aRehearsedLookIsNowhereListed() {
    SlotQueue queue = ledger.queue();
    SlotQueue.DueRule hourly = (seen, now) -> List.of(new DueSlot(now, true, ""));
    queue.sweep("p", PIN, hourly);
    time = NOON.plus(Duration.ofHours(1));
    List<ScheduleState> before = queue.schedules();
    queue.rehearse(List.of(new Watch("p", PIN, hourly), new Watch("new", PIN, hourly)));
    assertThat(queue.schedules()).isEqualTo(before);
    assertThat(all(null, null, 5)).isEmpty();
    assertThat(ledger.listing().slots("p", "", null, 5)).isEmpty();
    assertThat(queue.sweep("p", PIN, hourly)).extracting(Run::slot).containsExactly(slot("p", 1));
  }

  /** All pages, and that none is longer than it may be. */
  private List<Run> all(@Nullable String pipeline, @Nullable Status status, int limit) {
    List<Run> runs = new ArrayList<>();
    String cursor = null;
    do {
      RunPage page = ledger.listing().runs(new RunQuery(pipeline, status, cursor, limit));
      assertThat(page.runs()).hasSizeBetween(page.next() == null ? 0 : limit, limit);
      runs.addAll(page.runs());
      cursor = page.next();
    } while (cursor != null);
    return runs;
  }

  @Test
  void anEmptyLedgerHasAnEmptyPage() {
    assertThat(all(null, null, 5)).isEmpty();
    assertThat(ledger.listing().slots("p", "", null, 5)).isEmpty();
    assertThat(ledger.listing().live()).isEmpty();
  }

  @Test
  void everyRunIsOnOnePageWhateverTheirLength() {
    List<Run> made = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      // Three at a time in the same instant.
      time = NOON.plusSeconds(i / 3);
      made.add(0, queue(slot(i % 2 == 0 ? "p" : "q", i)));
    }
    for (int limit : new int[] {1, 2, 3, 10, 11, 12, 1000}) {
      assertThat(all(null, null, limit)).containsExactlyElementsOf(made);
      assertThat(all("q", null, limit))
          .containsExactlyElementsOf(
              made.stream().filter(r -> r.slot().pipeline().equals("q")).toList());
    }
    assertThat(all("nobody", null, 3)).isEmpty();
  }

  @Test
  void runsAreFoundByTheirState() {
    queue(slot("p", 1));
    Slot blocked = slot("q", 2);
    queue(blocked);
    block(blocked);
    queue(blocked);
    assertThat(all(null, Status.QUEUED, 1)).hasSize(2);
    assertThat(all("q", Status.BLOCKED, 1)).extracting(Run::slot).containsExactly(blocked);
    assertThat(all("p", Status.BLOCKED, 1)).isEmpty();
    assertThat(ledger.listing().live()).isEqualTo(Map.of(Status.QUEUED, 2L));
  }

  @Test
  void slotsComeWithTheirLatestRun() {
    for (int i = 0; i < 5; i++) {
      queue(slot("p", i));
    }
    queue(slot("q", 9));
    block(slot("p", 3));
    Run again = queue(slot("p", 3));
    List<SlotStatus> first = ledger.listing().slots("p", "", null, 2);
    assertThat(first).extracting(SlotStatus::slot).containsExactly(slot("p", 4), slot("p", 3));
    assertThat(first.get(1).latest()).isEqualTo(again);
    assertThat(ledger.listing().slots("p", "", slot("p", 3).logicalTime(), 9))
        .extracting(SlotStatus::slot)
        .containsExactly(slot("p", 2), slot("p", 1), slot("p", 0));
    assertThat(ledger.listing().slots("p", "shadow", null, 9)).isEmpty();
  }

  @Test
  void whatIsNoCursorIsRefused() {
    for (String cursor : List.of("", "x", "1.2.3", "1.2.3.4.5", "1.2.3.x", "' OR 1=1 --")) {
      assertThatThrownBy(() -> ledger.listing().runs(new RunQuery(null, null, cursor, 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not a cursor");
    }
    assertThatThrownBy(() -> new RunQuery(null, null, null, 1001))
        .hasMessageContaining("1 to 1000, found 1001");
  }
}
