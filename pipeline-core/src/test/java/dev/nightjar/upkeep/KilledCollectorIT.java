package dev.nightjar.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.registry.RegistryState;
import dev.nightjar.registry.RegistryVerifier;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.Digest;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Collectors killed with -9 at random points beside a process that writes. */
@Timeout(600)
final class KilledCollectorIT {

  private static final int KILLS = 20;
  private static final int MOST_CALLS = 700;
  private static final int MOST_NANOS = 3_000_000;
  private static final int GARBAGE = 120;

  @TempDir Path scratch;
  private final Set<Digest> named = new HashSet<>();
  private final Set<Digest> left = new HashSet<>();

  @Test
  void takesNothingThatIsNamedHoweverOftenItIsKilled(TestReporter reporter) throws Exception {
    Path root = scratch.resolve("store");
    Path errors = scratch.resolve("errors.txt");
    DirectoryStore store = DirectoryStore.open(root);
    for (int i = 0; i < GARBAGE; i++) {
      byte[] content = i % 2 == 0 ? CollectedWriter.content(i / 2) : ("old " + i).getBytes(UTF_8);
      left.add(new Blobs(store).put(content));
    }
    SplittableRandom random = new SplittableRandom(20261126);
    Workers.Worker writer =
        Workers.start(CollectedWriter.class, errors, root.toString(), String.valueOf(KILLS));
    listen(writer);
    Workers.Worker next = collector(root, errors, random);
    for (int i = 0; i < KILLS; i++) {
      Workers.Worker collector = next;
      assertThat(collector.line()).isEqualTo("ready");
      // Nobody is at work: as if two hours had gone by.
      age(root);
      next = collector(root, errors, random);
      collector.go();
      begin(writer);
      assertThat(collector.line()).isEqualTo(KilledCollector.NOW);
      long until = System.nanoTime() + random.nextInt(MOST_NANOS);
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      collector.process().toHandle().destroyForcibly();
      assertThat(collector.end()).isNotZero();
      listen(writer);
    }
    next.process().destroyForcibly();
    next.end();
    begin(writer);
    assertThat(writer.end()).isZero();
    assertThat(errors).isEmptyFile();
    int removed = store.list("tombstones/removals", "").size();
    reporter.publishEntry("killed collectors", "%d wrote removals".formatted(removed));
    assertThat(removed).as("collections that had begun to remove").isPositive();

    // Left alone it takes what it was kept from, and nothing else.
    for (int i = 0; i < 3; i++) {
      age(root);
      new GarbageCollector(store, List::of, "last")
          .collect(KilledCollector.GRACE, Retention.FOREVER, false);
    }
    verify(store);
  }

  private static Workers.Worker collector(Path root, Path errors, SplittableRandom random)
      throws IOException {
    String call = String.valueOf(1 + random.nextInt(MOST_CALLS));
    return Workers.start(KilledCollector.class, errors, root.toString(), call);
  }

  private void verify(DirectoryStore store) throws IOException {
    Blobs blobs = new Blobs(store);
    assertThat(named).hasSizeGreaterThan(20);
    for (Digest digest : named) {
      blobs.verify(digest);
    }
    left.removeAll(named);
    assertThat(left).hasSizeGreaterThan(GARBAGE / 3);
    for (Digest digest : left) {
      assertThat(blobs.exists(digest)).as("garbage %s", digest).isFalse();
    }
    String model = CollectedWriter.MODEL;
    RegistryVerifier verifier = new RegistryVerifier(store, model, (what, done, total) -> {});
    assertThat(verifier.verify(List.of()).damages()).isEmpty();
    RegistryState state = new ModelRegistry(store, model, InstantSource.system(), "test").state();
    assertThat(state.champion()).isEqualTo("v" + KILLS);
    assertThat(new StoreDoctor(store, InstantSource.system()).examine(true))
        .filteredOn(f -> !f.check().equals("disk"))
        .allSatisfy(f -> assertThat(f.severity()).as(f.text()).isEqualTo(Finding.Severity.OK));
  }

  private static void begin(Workers.Worker writer) throws IOException {
    // Not Workers' go, which says so once and for all.
    OutputStream in = writer.process().getOutputStream();
    in.write('\n');
    in.flush();
  }

  /** Reads what the writer acknowledges until it waits again. */
  private void listen(Workers.Worker writer) throws IOException {
    for (String line = writer.line(); !"ready".equals(line); line = writer.line()) {
      if (line == null) {
        throw new AssertionError("the writer has ended");
      }
      boolean kept = line.startsWith(CollectedWriter.NAMED);
      Digest digest = new Digest(line.substring(line.indexOf(' ') + 1));
      (kept ? named : left).add(digest);
    }
  }

  private static void age(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        Instant then = Files.getLastModifiedTime(file).toInstant().minus(Duration.ofHours(2));
        Files.setLastModifiedTime(file, FileTime.from(then));
      }
    }
  }
}
