package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.schedules.NightListener;
import dev.nightjar.schedules.NightResult;
import dev.nightjar.schedules.RegistryService.Event;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.store.WorkerArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a real process with -9 at a seeded point inside each of the six steps of ten nights, one
 * after the other: each process goes on where the one before was killed. Then the same command is
 * given again: the same run, the verdict of a night that nobody killed, one promotion.
 */
class KilledNightsIT {

  private static final List<String> STEPS =
      List.of("snapshot", "check", "train", "evaluate", "decide", "promote");

  /** Days of the world: the last before its broken one, and one night that is blocked by it. */
  private static final int FIRST = 105;

  private static final int NIGHTS = 11;
  private static final int POINTS = 10;
  private static final long SECONDS = 120;

  @Test
  void aKilledNightGoesOn(@TempDir Path dir) throws Exception {
    WorldOptions world = WorldOptions.drifting(7);
    DemoWorkspace calm = DemoWorkspace.make(dir.resolve("calm"), world);
    DemoWorkspace stormy = DemoWorkspace.make(dir.resolve("stormy"), world);
    List<String> jvm = archive(dir, world).jvm();
    SplittableRandom random = new SplittableRandom(20_261_122);
    int killed = 0;
    Map<String, Integer> points = new HashMap<>();
    for (int i = 0; i < NIGHTS; i++) {
      LocalDate night = world.start().plusDays(FIRST + i);
      Map<String, Duration> took = new HashMap<>();
      NightResult undisturbed = run(calm, night, new Stopwatch(took));
      for (String step : STEPS) {
        if (took.containsKey(step)) {
          long nanos = random.nextLong(Math.max(1, took.get(step).toNanos()));
          killed += kill(stormy, night, step, nanos, jvm) ? 1 : 0;
          points.merge(step, 1, Integer::sum);
        }
      }
      NightResult again = run(stormy, night, NightListener.silent());
      assertThat(again.runId()).as("run of %s", night).isEqualTo(undisturbed.runId());
      assertThat(again.verdict()).as("verdict of %s", night).isEqualTo(undisturbed.verdict());
      assertThat(again.state()).as("state of %s", night).isEqualTo(undisturbed.state());
      assertThat(again.champion()).as("champion of %s", night).isEqualTo(undisturbed.champion());
    }
    assertThat(points).containsOnlyKeys(STEPS);
    assertThat(points.values()).allMatch(times -> times >= POINTS);
    assertThat(killed)
        .as("nights that were really killed")
        .isGreaterThan(POINTS * STEPS.size() / 2);
    assertThat(events(stormy)).isEqualTo(events(calm));
    assertThat(decisions(stormy)).as("decisions on test sets").isEqualTo(decisions(calm));
  }

  /** How many entries each test set's log has. */
  private static Map<String, Integer> decisions(DemoWorkspace where) throws IOException {
    Map<String, Integer> entries = new HashMap<>();
    try (Stream<Path> all = Files.walk(where.folder().resolve("store/testsets"))) {
      all.filter(Files::isRegularFile)
          .map(path -> where.folder().relativize(path).toString())
          .filter(path -> path.contains("/log/"))
          .forEach(path -> entries.merge(path.replaceFirst("/log/.*", ""), 1, Integer::sum));
    }
    assertThat(entries).hasSize(2);
    return entries;
  }

  /** Of a night that nobody kills, in a workspace of its own. */
  private static WorkerArchive archive(Path dir, WorldOptions world) throws Exception {
    DemoWorkspace rehearsal = DemoWorkspace.make(dir.resolve("rehearsal"), world);
    String night = world.start().plusDays(world.days() - 1).toString();
    return WorkerArchive.rehearse(
        dir,
        KilledChild.class,
        rehearsal.folder().toString(),
        rehearsal.pipeline().toString(),
        night,
        "none",
        "0");
  }

  private static NightResult run(DemoWorkspace where, LocalDate night, NightListener listener)
      throws IOException {
    try (Workspace workspace = where.open()) {
      return workspace.nights().run(where.pipeline(), night, listener);
    }
  }

  private static List<String> events(DemoWorkspace where) throws IOException {
    try (Workspace workspace = where.open()) {
      List<Event> events = workspace.models().history("deliveries");
      assertThat(events.stream().filter(e -> e.type().equals("promoted")).map(Event::logicalTime))
          .as("one promotion a night")
          .doesNotHaveDuplicates();
      return events.stream()
          .map(e -> e.type() + " " + e.version() + " " + e.logicalTime())
          .toList();
    }
  }

  /** Whether the process, a JVM with these options, was killed before it had done its night. */
  static boolean kill(
      DemoWorkspace where, LocalDate night, String step, long nanos, List<String> jvm)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Djdk.serialFilter=!*",
                "-Dh2.bindAddress=127.0.0.1"));
    command.addAll(jvm);
    command.addAll(
        List.of(
            KilledChild.class.getName(),
            where.folder().toString(),
            where.pipeline().toString(),
            night.toString(),
            step,
            Long.toString(nanos)));
    Process child =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(where.folder().resolve("child.log").toFile())
            .start();
    assertThat(child.waitFor(SECONDS, TimeUnit.SECONDS)).as("child ends").isTrue();
    assertThat(child.exitValue()).as("child's exit: done, or killed").isIn(0, 128 + 9);
    return child.exitValue() != 0;
  }

  /** Notes how long steps take. */
  private record Stopwatch(Map<String, Duration> took) implements NightListener {

    @Override
    public void began(String pipeline, LocalDate date, String runId, boolean resumed) {}

    @Override
    public void step(String step) {}

    @Override
    public void progress(String step, double fraction, String text) {}

    @Override
    public void finished(String step, String summary, Duration time) {
      took.put(step, time);
    }
  }
}
