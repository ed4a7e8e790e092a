package dev.nightjar.schedules.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.Digest;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.RemovedObjectException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real nights in processes of their own, and a collector beside them that never rests. */
class GcIT {

  private static final int NIGHTS = 2;
  private static final int GARBAGE = 5;
  private static final long SECONDS = 120;

  @TempDir Path dir;

  @Test
  void nightsSucceedBesideACollectorWithoutGrace() throws Exception {
    WorldOptions world = WorldOptions.drifting(3);
    DemoWorkspace demo = DemoWorkspace.make(dir.resolve("demo"), world);
    Terminal terminal = new Terminal(demo.folder());
    List<Digest> garbage = garbage(demo);
    LocalDate night = world.start().plusDays(100);
    int beside = 0;
    for (int i = 0; i < NIGHTS; i++) {
      Process child = night(demo, night.plusDays(i));
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      while (!child.waitFor(200, TimeUnit.MILLISECONDS) && System.nanoTime() < end) {
        Json report = json(terminal.type("gc", "--grace", "0s", "--output", "json"));
        beside += report.list("runsInFlight").isEmpty() ? 0 : 1;
      }
      assertThat(child.waitFor(SECONDS, TimeUnit.SECONDS)).as("the night ends").isTrue();
      assertThat(child.exitValue()).as("night %s", night.plusDays(i)).isZero();
    }
    assertThat(beside).as("collections while a run was going on").isPositive();
    collect(terminal);
    collect(terminal);
    everythingIsThere(demo);
    try (DirectoryStore store = store(demo)) {
      for (Digest digest : garbage) {
        Assertions.assertThatThrownBy(() -> new Blobs(store).read(digest))
            .isInstanceOf(RemovedObjectException.class);
      }
    }
    String to = dir.resolve("champion").toString();
    assertThat(terminal.type("registry", "get", "champion", "--to", to).code()).isZero();
    // Handed out again, and judged once more against a champion whose bytes went through all this.
    Terminal.Answer again =
        terminal.type("run", demo.pipeline().toString(), "--date", night.toString());
    assertThat(again.code()).as(again.out() + again.err()).isZero();
    Terminal.Answer next =
        terminal.type(
            "run", demo.pipeline().toString(), "--date", night.plusDays(NIGHTS).toString());
    assertThat(next.code()).as(next.out() + next.err()).isZero();
  }

  private static DirectoryStore store(DemoWorkspace demo) throws IOException {
    return DirectoryStore.open(demo.folder().resolve("store"));
  }

  private static List<Digest> garbage(DemoWorkspace demo) throws IOException {
    List<Digest> garbage = new ArrayList<>();
    try (DirectoryStore store = store(demo)) {
      for (int i = 0; i < GARBAGE; i++) {
        garbage.add(new Blobs(store).put(("garbage " + i).getBytes(UTF_8)));
      }
    }
    return garbage;
  }

  private static Json json(Terminal.Answer answer) throws IOException {
    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    return Json.read(answer.out());
  }

  private static void collect(Terminal terminal) {
    assertThat(terminal.type("gc", "--grace", "0s").code()).isZero();
  }

  /** Every blob that a log, a manifest or a document of a run names is there, whole. */
  private static void everythingIsThere(DemoWorkspace demo) throws IOException {
    int verified = 0;
    try (DirectoryStore store = store(demo)) {
      Blobs blobs = new Blobs(store);
      for (ObjectKey key : store.list("", "")) {
        if (key.path().startsWith("models/") && key.path().contains("/manifests/")) {
          for (String field : List.of("artifact", "encoder", "trainingKeys", "trainingContents")) {
            blobs.verify(new Digest(Json.read(text(store, key)).text(field)));
            verified++;
          }
        } else if (key.name().equals("evaluate.json")) {
          for (Json set : Json.read(text(store, key)).list("output", "testSets")) {
            blobs.verify(new Digest(set.text("predictions")));
            verified++;
          }
        } else if (key.path().startsWith("datasets/") && key.path().contains("/log/")) {
          for (Json segment : Json.read(text(store, key)).list("effect", "segments")) {
            blobs.verify(new Digest(segment.text("digest")));
            verified++;
          }
        }
      }
    }
    assertThat(verified).isGreaterThan(100);
  }

  private static String text(DirectoryStore store, ObjectKey key) throws IOException {
    return new String(store.read(key), UTF_8);
  }

  private static Process night(DemoWorkspace demo, LocalDate night) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Djdk.serialFilter=!*",
            "-Dh2.bindAddress=127.0.0.1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "run",
            demo.pipeline().toString(),
            "--date",
            night.toString(),
            "--workspace",
            demo.folder().toString())
        .redirectErrorStream(true)
        .redirectOutput(demo.folder().resolve("child.log").toFile())
        .start();
  }
}
