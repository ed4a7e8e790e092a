package dev.nightjar.jobs.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.alert.Alert;
import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Announcement;
import dev.nightjar.alert.Delivery;
import dev.nightjar.alert.Outbox;
import dev.nightjar.alert.OutboxEntry;
import dev.nightjar.alert.OutboxEntry.State;
import dev.nightjar.alert.Settlement;
import dev.nightjar.alert.Subject;
import dev.nightjar.alert.Trouble;
import dev.nightjar.run.Claim;
import dev.nightjar.run.Failure;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.Holder;
import dev.nightjar.run.LeaseLost;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Liveness;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunAlerts;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.Slot;
import dev.nightjar.store.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the outbox of every ledger does. Time moves by hand. */
abstract class OutboxContract {

  private static final Instant NOON = Instant.parse("2026-03-15T12:00:00Z");
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Digest PIN = Digest.of("pipeline");
  private static final Holder ALICE = new Holder("alice", 1, NOON);
  private static final Set<AlertKind> ALL = Set.of(AlertKind.values());

  private Instant time = NOON;
  private RunLedger ledger;
  private Outbox outbox;

  abstract RunLedger open(LeaseRules rules) throws Exception;

  @BeforeEach
  void openLedger() throws Exception {
    ledger = open(new LeaseRules(() -> time, Duration.ofMinutes(1), Liveness.UNKNOWN));
    outbox = ledger.outbox();
  }

  @AfterEach
  void closeLedger() {
    ledger.close();
  }

  @Test
  void aFactIsWrittenDownOnceHoweverOftenItIsSaid() {
    assertThat(outbox.announce(happened("a"))).isTrue();
    assertThat(outbox.announce(happened("a"))).isFalse();
    assertThat(keys(outbox.recent(9))).containsExactly("a");
    OutboxEntry entry = outbox.recent(1).get(0);
    assertThat(entry.message().alert()).isEqualTo(alert("a"));
    assertThat(entry.message().at()).isEqualTo(NOON);
    assertThat(entry.routed()).isFalse();
  }

  @Test
  void manyWhoSeeTheSameFactAtOnceWriteItOnce() throws Exception {
    List<Callable<Boolean>> tellers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tellers.add(() -> outbox.announce(began("t", "a")));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    int written = 0;
    for (Future<Boolean> told : threads.invokeAll(tellers)) {
      written += told.get() ? 1 : 0;
    }
    threads.shutdown();
    assertThat(written).isEqualTo(1);
    assertThat(keys(outbox.recent(9))).containsExactly("a");
  }

  @Test
  void aTroubleEndsOnceAndCanComeBack() {
    assertThat(outbox.announce(ended("t", "well"))).as("nothing was wrong").isFalse();
    outbox.announce(began("t", "bad"));
    assertThat(outbox.announce(began("t", "bad"))).isFalse();
    assertThat(outbox.troubles()).containsExactly(new Trouble("t", "bad", null));
    assertThat(outbox.announce(began("t", "worse"))).as("another version of it").isTrue();
    assertThat(outbox.announce(ended("t", "well"))).isTrue();
    assertThat(outbox.announce(ended("t", "well"))).isFalse();
    assertThat(outbox.troubles()).isEmpty();

    assertThat(outbox.announce(began("t", "bad"))).as("it came back").isTrue();
    assertThat(outbox.announce(ended("t", "well"))).isTrue();
    assertThat(keys(outbox.recent(9))).containsExactly("well#2", "bad#2", "well", "worse", "bad");
  }

  @Test
  void anEarlierDayDoesNotEndTheTroubleOfALaterOne() {
    outbox.announce(new Announcement.Began("t", NOON, alert("bad")));
    outbox.announce(new Announcement.Began("t", NOON.minusSeconds(9), alert("worse")));
    assertThat(outbox.announce(new Announcement.Ended("t", NOON.minusSeconds(1), alert("well"))))
        .isFalse();
    assertThat(outbox.announce(new Announcement.Ended("t", NOON, alert("well")))).isTrue();
  }

  @Test
  void aRunsEndAndItsAlertAreWrittenTogetherOrNotAtAll() {
    Slot slot = Slot.of("p", NOON);
    Claim.Claimed claimed =
        (Claim.Claimed) ledger.claim(slot, PIN, Reprocess.UNFINISHED_ONLY, ALICE);
    RunEvent end = new RunEvent.Failed(new Failure(FailureClass.DATA, "check: no rows"));
    Run ended = claimed.run().after(end, time);
    ledger.apply(claimed.lease(), end, RunAlerts.of(ended));
    assertThat(outbox.recent(9))
        .singleElement()
        .satisfies(
            e -> {
              Alert alert = e.message().alert();
              assertThat(alert.kind()).isEqualTo(AlertKind.FAILED);
              assertThat(alert.headline()).isEqualTo("FAILED p " + NOON + ": check: no rows");
              assertThat(alert.cause()).isEqualTo(FailureClass.DATA.cause());
              assertThat(alert.advice()).isEqualTo(FailureClass.DATA.advice());
            });
    Assertions.assertThatThrownBy(
            () -> ledger.apply(claimed.lease(), end, List.of(happened("late"))))
        .isInstanceOf(LeaseLost.class);
    assertThat(outbox.recent(9)).hasSize(1);
  }

  @Test
  void aChannelGetsTheKindsThatItWants() {
    outbox.announce(happened("a"));
    outbox.route(Map.of("all", ALL, "verdicts", Set.of(AlertKind.PROMOTED)));
    assertThat(outbox.claim("verdicts", LEASE, 9)).isEmpty();
    assertThat(outbox.claim("all", LEASE, 9)).hasSize(1);
    outbox.route(Map.of("late", ALL));
    assertThat(outbox.claim("late", LEASE, 9)).as("it was decided before").isEmpty();
  }

  @Test
  void aNewChannelDoesNotBeginWithOldNews() {
    outbox.announce(happened("old"));
    tick(Duration.ofHours(25));
    outbox.announce(happened("new"));
    outbox.route(Map.of("c", ALL));
    assertThat(outbox.claim("c", LEASE, 9))
        .extracting(d -> d.message().alert().key())
        .containsExactly("new");
  }

  @Test
  void aCopyIsClaimedByOneAndAgainWhenTheLeaseIsOverUnderTheSameId() {
    outbox.announce(happened("a"));
    outbox.route(Map.of("c", ALL));
    Delivery first = outbox.claim("c", LEASE, 9).get(0);
    assertThat(outbox.claim("c", LEASE, 9)).isEmpty();
    tick(LEASE);
    Delivery second = outbox.claim("c", LEASE, 9).get(0);
    assertThat(second.message()).isEqualTo(first.message());
    assertThat(second.attempt()).isEqualTo(2);

    outbox.settle(first, new Settlement.GivenUp("late note"));
    assertThat(copy().state()).isEqualTo(State.WAITING);
    outbox.settle(second, new Settlement.Sent("HTTP 200"));
    assertThat(copy().state()).isEqualTo(State.SENT);
    assertThat(copy().answer()).isEqualTo("HTTP 200");
    assertThat(outbox.claim("c", LEASE, 9)).isEmpty();
    assertThat(outbox.waiting(9)).isEmpty();
  }

  @Test
  void whatDidNotComeThroughIsTriedAgainAfterItsRestAndGivenUpWithTheReason() {
    outbox.announce(happened("a"));
    outbox.route(Map.of("c", ALL));
    settle(new Settlement.Again("HTTP 500", Duration.ofSeconds(10)));
    assertThat(outbox.claim("c", LEASE, 9)).isEmpty();
    assertThat(outbox.waiting(9)).hasSize(1);
    tick(Duration.ofSeconds(10));
    settle(new Settlement.GivenUp("HTTP 404"));
    assertThat(copy()).isEqualTo(new OutboxEntry.Copy("c", State.GIVEN_UP, 2, time, "HTTP 404"));

    UUID id = outbox.recent(1).get(0).message().id();
    assertThat(outbox.retry(UUID.randomUUID())).isZero();
    assertThat(outbox.retry(id)).isEqualTo(1);
    assertThat(outbox.claim("c", LEASE, 9)).extracting(Delivery::attempt).containsExactly(1);
  }

  @Test
  void whatNobodyWaitsForIsForgotten() {
    outbox.announce(happened("sent"));
    outbox.route(Map.of("c", ALL));
    settle(new Settlement.Sent("HTTP 200"));
    outbox.announce(happened("waits"));
    outbox.route(Map.of("c", ALL));
    tick(Duration.ofDays(90));
    outbox.announce(happened("new"));
    outbox.forget(Duration.ofDays(90).minusSeconds(1));
    assertThat(keys(outbox.recent(9))).containsExactly("new", "waits");
  }

  @Test
  void manyWhoSendAtOnceTakeEachCopyOnce() throws Exception {
    for (int i = 0; i < 20; i++) {
      outbox.announce(happened("a" + i));
    }
    outbox.route(Map.of("c", ALL));
    List<Callable<List<Delivery>>> senders = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      senders.add(() -> outbox.claim("c", LEASE, 5));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<String> taken = new ArrayList<>();
    for (Future<List<Delivery>> claimed : threads.invokeAll(senders)) {
      claimed.get().forEach(d -> taken.add(d.message().alert().key()));
    }
    threads.shutdown();
    assertThat(taken).hasSize(new HashSet<>(taken).size()).hasSize(20);
  }

  private void settle(Settlement settlement) {
    outbox.settle(outbox.claim("c", LEASE, 1).get(0), settlement);
  }

  private OutboxEntry.Copy copy() {
    return outbox.recent(1).get(0).deliveries().get(0);
  }

  private void tick(Duration by) {
    time = time.plus(by);
  }

  private static List<String> keys(List<OutboxEntry> entries) {
    return entries.stream().map(e -> e.message().alert().key()).toList();
  }

  private static Announcement happened(String key) {
    return new Announcement.Happened(alert(key));
  }

  private static Announcement began(String trouble, String key) {
    return new Announcement.Began(trouble, null, alert(key));
  }

  private static Announcement ended(String trouble, String key) {
    return new Announcement.Ended(trouble, null, alert(key));
  }

  private static Alert alert(String key) {
    return new Alert(key, AlertKind.FAILED, "FAILED p: é", "why", "what to do", Subject.of("p"));
  }
}
