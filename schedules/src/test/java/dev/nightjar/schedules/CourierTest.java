package dev.nightjar.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.alert.Alert;
import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Announcement;
import dev.nightjar.alert.Answer;
import dev.nightjar.alert.Channel;
import dev.nightjar.alert.Delivery;
import dev.nightjar.alert.Message;
import dev.nightjar.alert.Outbox;
import dev.nightjar.alert.OutboxEntry;
import dev.nightjar.alert.OutboxEntry.State;
import dev.nightjar.alert.Settlement;
import dev.nightjar.alert.Subject;
import dev.nightjar.jobs.jdbc.H2Ledger;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Liveness;
import dev.nightjar.run.RunLedger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Time moves by hand; channels say what the test wants. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CourierTest {

  private static final Instant NOON = Instant.parse("2026-03-15T12:00:00Z");
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path workspace;
  private volatile Instant time = NOON;
  private RunLedger ledger;
  private Outbox outbox;
  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();

  @BeforeEach
  void openLedger() {
    ledger =
        H2Ledger.open(
            workspace, new LeaseRules(() -> time, Duration.ofMinutes(1), Liveness.UNKNOWN));
    outbox = ledger.outbox();
  }

  @AfterEach
  void closeLedger() {
    ledger.close();
  }

  @Test
  void whatComesIntoTheOutboxIsSentAndNotedOnce() throws Exception {
    Courier courier = courier(accepting("a"));
    courier.start();
    say("one");
    assertThat(sent.poll(30, TimeUnit.SECONDS)).isEqualTo("a one");
    courier.close(LONG);
    courier(accepting("a")).close(LONG);
    assertThat(sent).isEmpty();
    assertThat(states()).containsExactly(Map.of("a", State.SENT));
  }

  @Test
  void oneThatHangsDelaysNoOther() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Channel hanging =
        channel(
            "hangs",
            m -> {
              await(end);
              return new Answer.Accepted("at last");
            });
    say("one");
    say("two");
    Courier courier = courier(hanging, accepting("a"));
    courier.start();
    assertThat(sent.poll(30, TimeUnit.SECONDS)).isEqualTo("a one");
    assertThat(sent.poll(30, TimeUnit.SECONDS)).isEqualTo("a two");
    courier.close(Duration.ofMillis(50));
    assertThat(states()).containsOnly(Map.of("a", State.SENT, "hangs", State.WAITING));
    end.countDown();
  }

  @Test
  void oneThatFailsIsTriedAgainLaterAndGivenUpAtLastWithTheReason() {
    say("one");
    Channel broken = channel("a", m -> new Answer.Unreachable("HTTP 500", null));
    for (int i = 1; i <= Settlement.TRIES; i++) {
      courier(broken).close(LONG);
      OutboxEntry.Copy copy = outbox.recent(1).get(0).deliveries().get(0);
      assertThat(copy.attempts()).isEqualTo(i);
      assertThat(copy.state()).isEqualTo(i < Settlement.TRIES ? State.WAITING : State.GIVEN_UP);
      time = copy.due();
    }
    assertThat(Duration.between(NOON, time)).isBetween(Duration.ofHours(2), Duration.ofHours(3));
    assertThat(outbox.recent(1).get(0).deliveries().get(0).answer())
        .isEqualTo("HTTP 500; given up after 12 tries");
    outbox.retry(null);
    courier(accepting("a")).close(LONG);
    assertThat(sent).containsExactly("a one");
  }

  @Test
  void oneThatDoesNotAnswerIsNotAskedForEachOfAHundred() {
    for (int i = 0; i < 100; i++) {
      say("alert" + i);
    }
    List<Message> asked = new ArrayList<>();
    courier(
            channel(
                "a",
                m -> {
                  asked.add(m);
                  return new Answer.Unreachable("HTTP 503", null);
                }))
        .close(LONG);
    assertThat(asked).hasSize(1);
  }

  @Test
  void whatAReceiverRefusesIsGivenUpAndTheNextIsSent() {
    say("one");
    say("two");
    courier(
            channel(
                "a",
                m ->
                    m.alert().key().equals("one")
                        ? new Answer.Refused("HTTP 400: too long")
                        : new Answer.Accepted("HTTP 200")))
        .close(LONG);
    assertThat(states()).containsExactly(Map.of("a", State.SENT), Map.of("a", State.GIVEN_UP));
  }

  @Test
  void theCopiesOfAChannelThatCannotBeOpenedWait() {
    say("one");
    new Courier(
            outbox,
            Map.of("a", Set.of(AlertKind.FAILED), "closed", Set.of(AlertKind.FAILED)),
            List.of(accepting("a")),
            () -> time,
            new Deaf())
        .close(LONG);
    assertThat(states()).containsExactly(Map.of("a", State.SENT, "closed", State.WAITING));
  }

  private void say(String key) {
    Alert alert = new Alert(key, AlertKind.FAILED, "FAILED " + key, "", "", Subject.of("p"));
    outbox.announce(new Announcement.Happened(alert));
  }

  private List<Map<String, State>> states() {
    return outbox.recent(9).stream()
        .map(
            entry -> {
              Map<String, State> states = new HashMap<>();
              entry.deliveries().forEach(copy -> states.put(copy.channel(), copy.state()));
              return states;
            })
        .toList();
  }

  private Courier courier(Channel... channels) {
    Map<String, Set<AlertKind>> wishes = new HashMap<>();
    for (Channel channel : channels) {
      wishes.put(channel.name(), Set.of(AlertKind.FAILED));
    }
    return new Courier(outbox, wishes, List.of(channels), () -> time, new Deaf());
  }

  private Channel accepting(String name) {
    return channel(
        name,
        m -> {
          sent.add(name + " " + m.alert().key());
          return new Answer.Accepted("HTTP 200");
        });
  }

  private static Channel channel(String name, Function<Message, Answer> answers) {
    return new Channel() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Answer send(Message message) {
        return answers.apply(message);
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Deaf implements Courier.Listener {
    @Override
    public void tried(Delivery delivery, Settlement settlement) {}

    @Override
    public void trouble(String what, @Nullable Exception why) {
      throw new AssertionError(what, why);
    }
  }
}
