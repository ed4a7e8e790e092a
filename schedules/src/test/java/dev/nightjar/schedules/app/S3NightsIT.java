package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.gate.Verdict;
import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.jobs.jdbc.Postgres;
import dev.nightjar.jobs.s3.S3Proxy;
import dev.nightjar.schedules.NightListener;
import dev.nightjar.schedules.NightResult;
import dev.nightjar.schedules.RegistryService.Event;
import dev.nightjar.schedules.ReportService.Report;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights with their objects on a real S3 server are those of a directory, to the last digit. */
class S3NightsIT {

  private static final WorldOptions WORLD = WorldOptions.calm(3);
  private static final LocalDate NIGHT = WORLD.start().plusDays(107);

  @TempDir Path dir;

  @BeforeAll
  static void credentials() {
    S3Proxy.useCredentials();
  }

  /** A folder for a workspace beside which {@code nightjar.yaml} names a new bucket. */
  /**
   * A workspace of which nothing is on this disk: objects in a bucket, the ledger in a database.
   */
  private Path elsewhere() throws Exception {
    Path workspace = onS3();
    Files.writeString(
        workspace.resolveSibling("nightjar.yaml"),
        "ledger: " + Postgres.freshDatabase() + "\n",
        StandardOpenOption.APPEND);
    return workspace;
  }

  private Path onS3() throws IOException {
    S3Proxy server = S3Proxy.shared();
    Path above = Files.createDirectories(dir.resolve("s3"));
    Files.writeString(
        above.resolve("nightjar.yaml"),
        """
        store: s3://%s/nightjar
        s3:
          endpoint: %s
        """
            .formatted(server.freshBucket(), server.endpoint()));
    return above.resolve("workspace");
  }

  private static NightResult run(DemoWorkspace where, LocalDate night) throws IOException {
    try (Workspace workspace = where.open()) {
      return workspace.nights().run(where.pipeline(), night, NightListener.silent());
    }
  }

  private static List<String> events(DemoWorkspace where) throws IOException {
    try (Workspace workspace = where.open()) {
      return workspace.models().history("deliveries").stream()
          .map((Event e) -> e.seq() + " " + e.type() + " " + e.version() + " " + e.logicalTime())
          .toList();
    }
  }

  @Test
  void aNightIsThatOfADirectoryAndGoesOnWhenItWasKilled() throws Exception {
    DemoWorkspace calm = DemoWorkspace.make(dir.resolve("directory"), WORLD);
    DemoWorkspace stormy = DemoWorkspace.make(elsewhere(), WORLD);
    assertThat(stormy.folder().resolve("store")).as("nothing is stored here").doesNotExist();
    List<String> steps = List.of("train", "promote");
    List<String> jvm = new ArrayList<>(S3Proxy.credentials());
    jvm.addAll(List.of("-cp", System.getProperty("java.class.path")));
    int killed = 0;
    for (int i = 0; i < steps.size(); i++) {
      LocalDate night = NIGHT.plusDays(i);
      NightResult undisturbed = run(calm, night);
      long nanos = steps.get(i).equals("train") ? 150_000_000 : 1_000_000;
      if (KilledNightsIT.kill(stormy, night, steps.get(i), nanos, jvm)) {
        killed++;
      }
      NightResult again = run(stormy, night);
      assertThat(again.runId()).isEqualTo(undisturbed.runId());
      assertThat(again.verdict()).isEqualTo(undisturbed.verdict()).isNotNull();
      assertThat(again.champion()).isEqualTo(undisturbed.champion());
      assertThat(again.headline()).isEqualTo(undisturbed.headline());
      assertThat(again.report()).startsWith("s3://").endsWith("/report.html");
      assertThat(Path.of(undisturbed.report())).isNotEmptyFile();
      assertThat(page(stormy, night)).isNotEmptyFile();
    }
    assertThat(killed).as("nights that were really killed").isPositive();
    assertThat(stormy.folder().resolve("ledger")).as("the ledger is in PostgreSQL").doesNotExist();
    assertThat(events(stormy)).isEqualTo(events(calm));
  }

  @Test
  void aCollectionTakesOnlyWhatNothingNames() throws Exception {
    DemoWorkspace demo = DemoWorkspace.make(onS3(), WORLD, false);
    Digest garbage;
    try (ObjectStore store =
        LocalPlaces.open(
                demo.folder(), InstantSource.system(), SettingsSource.configured(System.getenv()))
            .store()) {
      Blobs blobs = new Blobs(store);
      garbage = blobs.put("nothing names this".getBytes(StandardCharsets.UTF_8));
      Terminal terminal = new Terminal(demo.folder());
      // The server's clock has seconds, and the second call has to come later by its clock.
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
      while (blobs.exists(garbage) && System.nanoTime() < deadline) {
        Terminal.Answer collected = terminal.type("gc", "--grace", "0s");
        assertThat(collected.code()).as(collected.err()).isZero();
      }
      assertThat(blobs.exists(garbage)).as("garbage").isFalse();
      Terminal.Answer doctor = terminal.type("doctor", "--deep");
      assertThat(doctor.code()).as(doctor.out() + doctor.err()).isZero();
      assertThat(doctor.out()).contains("all is well", "create-only uploads");
    }
    assertThat(run(demo, NIGHT).verdict())
        .as("a first night on all rows")
        .isEqualTo(Verdict.PROMOTE);
  }

  /** The page of a report, fetched. */
  private static Path page(DemoWorkspace where, LocalDate night) throws IOException {
    Terminal.Answer answer =
        new Terminal(where.folder()).type("report", "--date", night.toString());
    assertThat(answer.code()).as(answer.err()).isZero();
    assertThat(answer.out()).contains("  report  s3://bucket-");
    try (Workspace workspace = where.open()) {
      Report report = workspace.reports().find(null, night);
      assertThat(report.file()).content().isEqualTo(report.html());
      return report.file();
    }
  }
}
