package dev.nightjar.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.jdbc.Postgres;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.run.Slot;
import dev.nightjar.run.SlotStatus;
import dev.nightjar.store.Digest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two orchestrators on one PostgreSQL, their clocks two minutes apart, killed with -9 and stopped
 * for longer than their leases at random: every slot that should be is there, and was run once.
 * {@code -Dstorm.seconds=600} makes it long.
 */
class OrchestratorStormIT {

  private static final long SECONDS = Long.getLong("storm.seconds", 120);
  private static final List<String> CLOCKS = List.of("-60", "60");

  @TempDir Path dir;
  private final List<Process> processes = new ArrayList<>();
  private final List<String> said = new ArrayList<>();

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void everySlotIsRunOnceWhateverHappensToTheOrchestrators() throws Exception {
    String database = Postgres.freshDatabase().toString();
    SplittableRandom random = new SplittableRandom(20_260_315);
    try (RunLedger ledger = OrchestratorChild.open(database, Instant::now)) {
      List<Instant> begun = new ArrayList<>();
      for (int i = 0; i < OrchestratorChild.PIPELINES; i++) {
        String name = OrchestratorChild.name(i);
        ledger.queue().sweep(name, Digest.of(name), (seen, now) -> List.of());
        begun.add(ledger.queue().schedule(name).orElseThrow().seenUntil());
      }
      Process[] pair = {start(database, 0), start(database, 1)};
      int kills = 0;
      int stops = 0;
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      while (System.nanoTime() < until) {
        int which = random.nextInt(2);
        pause(Duration.ofMillis(random.nextInt(500, 3_500)));
        if ((kills + stops) % 3 == 2) {
          signal("-STOP", pair[which]);
          pause(OrchestratorChild.LEASE.plusSeconds(1));
          signal("-CONT", pair[which]);
          stops++;
        } else {
          pair[which].destroyForcibly().waitFor();
          pair[which] = start(database, which);
          kills++;
        }
      }
      Instant end = ledger.now();
      List<String> surprises = surprises(ledger, begun, end);
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
      while (!surprises.isEmpty() && System.nanoTime() < deadline) {
        pause(Duration.ofSeconds(1));
        surprises = surprises(ledger, begun, end);
      }
      assertThat(surprises)
          .as("surprises after %d kills and %d stops; %s", kills, stops, said())
          .isEmpty();
      assertThat(kills).isPositive();
      assertThat(stops).isPositive();
    }
  }

  /** What is not as a list of slots says that was reckoned without the program. */
  private static List<String> surprises(RunLedger ledger, List<Instant> begun, Instant end) {
    List<String> surprises = new ArrayList<>();
    for (int i = 0; i < begun.size(); i++) {
      String name = OrchestratorChild.name(i);
      TreeSet<Instant> expected = new TreeSet<>();
      long every = OrchestratorChild.EVERY.toSeconds();
      for (long t = begun.get(i).getEpochSecond() / every * every; t <= end.getEpochSecond(); ) {
        if (Instant.ofEpochSecond(t).isAfter(begun.get(i))) {
          expected.add(Instant.ofEpochSecond(t));
        }
        t += every;
      }
      for (SlotStatus status : ledger.slots(name, "")) {
        Slot slot = status.slot();
        if (slot.logicalTime().isAfter(end)) {
          continue;
        }
        if (!expected.remove(slot.logicalTime())) {
          surprises.add(slot + " should not be");
        }
        List<Run> runs = ledger.runs(slot);
        if (runs.size() != 1 || runs.get(0).state().status() != Status.SUCCEEDED) {
          surprises.add(slot + ": " + status);
        } else if (status.holder() != null) {
          surprises.add(slot + " is held by " + status.holder());
        }
      }
      expected.forEach(missing -> surprises.add(name + " lacks " + missing));
    }
    return surprises;
  }

  private Process start(String database, int which) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.serialFilter=!*",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                OrchestratorChild.class.getName(),
                database,
                dir.resolve("store").toString(),
                CLOCKS.get(which))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    processes.add(process);
    Thread listener = new Thread(() -> listen(process), "listen");
    listener.setDaemon(true);
    listener.start();
    return process;
  }

  private void listen(Process process) {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        synchronized (said) {
          said.add(line);
        }
      }
    } catch (IOException e) {
      // It was killed.
    }
  }

  private List<String> said() {
    synchronized (said) {
      return List.copyOf(said);
    }
  }

  private static void signal(String which, Process process) throws Exception {
    new ProcessBuilder("kill", which, Long.toString(process.pid())).start().waitFor();
  }

  // Real processes take real time.
  private static void pause(Duration duration) throws InterruptedException {
    new java.util.concurrent.CountDownLatch(1).await(duration.toMillis(), TimeUnit.MILLISECONDS);
  }
}
