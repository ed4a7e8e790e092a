package dev.nightjar.schedules.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QuartzAlarmTest {

  private static int clocks;

  private final BlockingQueue<String> woken = new LinkedBlockingQueue<>();
  private final QuartzAlarm alarm = QuartzAlarm.start("test" + clocks++, 2);

  @AfterEach
  void stop() {
    alarm.close();
  }

  @Test
  void wakesOnceAtOnceWhenTheTimeIsPast() throws Exception {
    alarm.at("a", Instant.now().minusSeconds(7200), () -> woken.add("a"));
    assertThat(woken.poll(30, TimeUnit.SECONDS)).isEqualTo("a");
    alarm.at("a", Instant.now(), () -> woken.add("again"));
    assertThat(woken.poll(30, TimeUnit.SECONDS)).isEqualTo("again");
  }

  @Test
  void aLaterWishOfTheSameNameTakesThePlaceOfTheEarlierOne() throws Exception {
    alarm.at("a", Instant.now().plus(Duration.ofDays(1)), () -> woken.add("tomorrow"));
    alarm.at("a", Instant.now().plusMillis(50), () -> woken.add("now"));
    assertThat(woken.poll(30, TimeUnit.SECONDS)).isEqualTo("now");
  }

  @Test
  void wakesAgainAndAgainThoughATaskThrows() throws Exception {
    alarm.every(
        "e",
        Duration.ofMillis(20),
        () -> {
          woken.add("e");
          throw new IllegalStateException("a bad day");
        });
    for (int i = 0; i < 3; i++) {
      assertThat(woken.poll(30, TimeUnit.SECONDS)).isEqualTo("e");
    }
  }

  @Test
  void whatIsForgottenWakesNobody() throws Exception {
    alarm.at("a", Instant.now().plusMillis(300), () -> woken.add("forgotten"));
    alarm.forget("a");
    alarm.forget("never wished");
    alarm.at("b", Instant.now().plusMillis(400), () -> woken.add("b"));
    assertThat(woken.poll(30, TimeUnit.SECONDS)).isEqualTo("b");
  }

  @Test
  void allThatIsWishedForOneInstantWakesThoughOneOfThemThrows() throws Exception {
    Instant when = Instant.now().plusMillis(200);
    alarm.at("a", when, () -> woken.add("a"));
    alarm.at(
        "bad",
        when,
        () -> {
          throw new IllegalStateException("a bad day");
        });
    alarm.at("moved", when, () -> woken.add("too early"));
    alarm.at("b", when, () -> woken.add("b"));
    alarm.at("moved", when.plusMillis(100), () -> woken.add("moved"));
    for (String expected : List.of("a", "b", "moved")) {
      assertThat(woken.poll(30, TimeUnit.SECONDS)).isEqualTo(expected);
    }
  }

  @Test
  void whoIsWokenMayWishForTheSameInstantAgain() throws Exception {
    Instant when = Instant.now().plusMillis(100);
    alarm.at(
        "a",
        when,
        () -> {
          woken.add("a");
          alarm.at("a", when, () -> woken.add("again"));
        });
    assertThat(woken.poll(30, TimeUnit.SECONDS)).isEqualTo("a");
    assertThat(woken.poll(30, TimeUnit.SECONDS)).isEqualTo("again");
  }
}
