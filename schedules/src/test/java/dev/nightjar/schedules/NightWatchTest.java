package dev.nightjar.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.alert.Answer;
import dev.nightjar.alert.Heartbeat;
import dev.nightjar.jobs.jdbc.H2Ledger;
import dev.nightjar.run.Concurrency;
import dev.nightjar.run.Deadlines;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Liveness;
import dev.nightjar.run.Misfire;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.ScheduleSpec;
import dev.nightjar.run.Slot;
import dev.nightjar.schedules.quartz.QuartzCron;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Silence outside means that something is wrong: whoever is well is heard, and nobody else. */
@Timeout(60)
class NightWatchTest {

  private static final Instant NOON = Instant.parse("2026-03-15T12:00:00Z");
  private static final Duration EVERY = Duration.ofMinutes(5);

  @TempDir Path workspace;
  private volatile Instant time = NOON;
  private volatile boolean blind;
  private volatile Answer answer = new Answer.Accepted("HTTP 200");
  private RunLedger ledger;
  private NightWatch watch;
  private final BlockingQueue<Instant> beats = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> troubles = new LinkedBlockingQueue<>();

  @BeforeEach
  void open() {
    ledger =
        H2Ledger.open(
            workspace, new LeaseRules(() -> time, Duration.ofMinutes(1), Liveness.UNKNOWN));
    ledger.queue().sweep("p", Digest.of("pipeline"), (seen, now) -> List.of());
    Watchman watchman = new Watchman(ledger, name -> {});
    watchman.watch(
        List.of(
            new Watched(definition(), new Deadlines(null, null, Duration.ofDays(7)), this::seen)));
    watch = new NightWatch(watchman, List.of(new Beat()), () -> time, new Troubles());
  }

  @AfterEach
  void close() {
    watch.close();
    ledger.close();
  }

  @Test
  void aRoundInWhichAllAnsweredIsHeardOutside() throws Exception {
    watch.look();
    assertThat(beat()).isEqualTo(NOON);
    assertThat(troubles).isEmpty();
  }

  @Test
  void isAskedForAsOftenAsItWantsAndNoOftener() throws Exception {
    watch.look();
    beat();
    after(EVERY.dividedBy(2));
    watch.look();
    after(EVERY.dividedBy(2).minusSeconds(10));
    watch.look();
    assertThat(beat()).as("a round may come a little early").isEqualTo(time);
    assertThat(beats).isEmpty();
  }

  @Test
  void whoCannotSeeIsSilentAndSaysWhyHere() throws Exception {
    blind = true;
    watch.look();
    assertThat(troubles.poll(30, TimeUnit.SECONDS))
        .isEqualTo("the watchman could not see everything: the registry does not answer");
    blind = false;
    after(Duration.ofSeconds(30));
    watch.look();
    assertThat(beat()).as("the first one that was heard").isEqualTo(time);
    assertThat(beats).isEmpty();
  }

  @Test
  void oneThatIsNotTakenIsSaidAndAskedForAgainInItsTime() throws Exception {
    answer = new Answer.Unreachable("HTTP 503", null);
    watch.look();
    beat();
    assertThat(troubles.poll(30, TimeUnit.SECONDS)).isEqualTo("heartbeat outside: HTTP 503");
    answer = new Answer.Accepted("HTTP 200");
    after(EVERY);
    watch.look();
    assertThat(beat()).isEqualTo(time);
  }

  private void after(Duration later) {
    time = time.plus(later);
  }

  private Instant beat() throws InterruptedException {
    Instant at = beats.poll(30, TimeUnit.SECONDS);
    assertThat(at).as("a heartbeat").isNotNull();
    return at;
  }

  private Watched.@Nullable Champion seen() throws IOException {
    if (blind) {
      throw new IOException("the registry does not answer");
    }
    return null;
  }

  private static Definition definition() {
    return new Definition(
        "p",
        Digest.of("pipeline"),
        () -> FireTimes.of(ScheduleSpec.standard(), QuartzCron::parse, dataset -> List.of()),
        new Misfire.Skip(),
        new Concurrency.Sequential(),
        Set.of());
  }

  private final class Beat implements Heartbeat {

    @Override
    public String name() {
      return "outside";
    }

    @Override
    public Duration every() {
      return EVERY;
    }

    @Override
    public Answer beat() {
      beats.add(time);
      return answer;
    }
  }

  private final class Troubles implements OrchestratorListener {

    @Override
    public void elsewhere(Slot slot, String why) {}

    @Override
    public void trouble(String what, Exception why) {
      troubles.add(what + ": " + why.getMessage());
    }
  }
}
