package dev.nightjar.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.store.Blobs;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.MemoryStore;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.RemovedObjectException;
import dev.nightjar.store.Tombstones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GarbageCollectorTest {

  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path scratch;
  private Instant now = Instant.parse("2026-11-01T00:00:00Z");
  private final MemoryStore store = new MemoryStore(() -> now);
  private final Blobs blobs = new Blobs(store);

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private void document(String key, String text) throws IOException {
    assertThat(store.create(new ObjectKey(key), bytes(text))).isTrue();
  }

  private static GarbageReport collect(ObjectStore from, Duration grace) throws IOException {
    return new GarbageCollector(from, List::of, "ann@host")
        .collect(grace, Retention.FOREVER, false);
  }

  private GarbageReport collect() throws IOException {
    return collect(store, DAY);
  }

  private void days(int days) {
    now = now.plus(DAY.multipliedBy(days));
  }

  private static List<String> names(List<GarbageItem> items) {
    return items.stream().map(GarbageItem::name).toList();
  }

  @Test
  void removesInTwoCollectionsWhatNothingNames() throws IOException {
    Digest garbage = blobs.put(bytes("garbage"));
    Digest named = blobs.put(bytes("named"));
    document("datasets/d/log/00000000000000000001.json", "{\"digest\":\"" + named + "\"}");
    String key = Blobs.key(garbage).path();

    assertThat(collect().condemned()).as("younger than the grace period").isEmpty();
    days(1);
    GarbageReport first = collect();
    assertThat(names(first.condemned())).containsExactly(key);
    assertThat(first.removed()).isEmpty();
    assertThat(first.kept()).isEqualTo(new GarbageReport.Sum(1, 5));
    assertThat(blobs.read(garbage)).isEqualTo(bytes("garbage"));
    now = now.plus(DAY).minusMillis(1);
    assertThat(names(collect().waiting())).containsExactly(key);
    now = now.plusMillis(1);
    GarbageReport last = collect();
    assertThat(names(last.removed())).containsExactly(key);
    assertThat(GarbageReport.byKind(last.removed()))
        .containsEntry(GarbageKind.BLOB, new GarbageReport.Sum(1, 7));

    assertThat(store.exists(Blobs.key(garbage))).isFalse();
    assertThat(blobs.read(named)).isEqualTo(bytes("named"));
    assertThatThrownBy(() -> blobs.read(garbage))
        .isInstanceOf(RemovedObjectException.class)
        .hasMessage(
            "the object "
                + key
                + " was removed at "
                + now.truncatedTo(ChronoUnit.SECONDS)
                + " by ann@host: no document names it");
    days(30);
    GarbageReport idle = collect();
    assertThat(idle.removed()).isEmpty();
    assertThat(idle.condemned()).isEmpty();
    assertThat(idle.waiting()).isEmpty();
  }

  @Test
  void everyPlaceThatCanNameABlobKeepsIt() throws IOException {
    List<String> places =
        List.of(
            "datasets/d/log/00000000000000000001.json",
            "datasets/d/snapshots/s.json",
            "testsets/t/log/00000000000000000001.json",
            "models/m/log/00000000000000000001.json",
            "models/m/manifests/x.json",
            "models/m/attestations/x.json",
            "runs/p/20260101T000000Z/abcd0123/decision.json",
            "something/else.json");
    for (String place : places) {
      document(place, "{\"x\":[\"sha256:" + blobs.put(bytes(place)) + "\"]}");
    }
    String envelope = "{\"payloadType\":\"x\",\"payload\":\"%s\"}";
    Digest signed = blobs.put(bytes("signed"));
    String payload = Base64.getEncoder().encodeToString(bytes("{\"d\":\"" + signed + "\"}"));
    document("models/m/attestations/dsse.json", envelope.formatted(payload));
    Digest inner = blobs.put(bytes("inner"));
    Digest outer = blobs.put(bytes("{\"inner\":\"" + inner + "\"}"));
    document("models/m/manifests/y.json", "\"" + outer + "\"");
    days(1);
    collect();
    days(1);
    assertThat(collect().removed()).isEmpty();
    assertThat(blobs.read(signed)).isNotEmpty();
    assertThat(blobs.read(inner)).isNotEmpty();
    assertThat(store.list("blobs", "")).hasSize(places.size() + 3);
  }

  @Test
  void whatNamesNothingDoesNotCount() throws IOException {
    Digest digest = blobs.put(bytes("x"));
    document("datasets/d/checkpoints/00000000000000000001.json", "\"" + digest + "\"");
    document("datasets/d/checkpoints/transactions/00000000000000000001.json", digest.hex());
    document("runs/p/t/r/report.html", digest.hex());
    document("runs/p/t/r/half.json", digest.head(63));
    days(1);
    assertThat(names(collect().condemned())).containsExactly(Blobs.key(digest).path());
  }

  @Test
  void aDryRunChangesNothing() throws IOException {
    blobs.put(bytes("x"));
    days(1);
    List<ObjectKey> before = store.list("", "");
    GarbageCollector collector = new GarbageCollector(store, List::of, "ann@host");
    GarbageReport report = collector.collect(DAY, Retention.FOREVER, true);
    assertThat(report.dryRun()).isTrue();
    assertThat(report.condemned()).hasSize(1);
    assertThat(store.list("", "")).isEqualTo(before);
  }

  @Test
  void whatIsStoredAgainAfterItWasCondemnedStays() throws IOException {
    Digest digest = blobs.put(bytes("x"));
    days(1);
    collect();
    assertThat(blobs.put(bytes("x"))).isEqualTo(digest);
    assertThat(store.list("blobs", ""))
        .containsExactly(Blobs.key(digest), new ObjectKey(Blobs.key(digest) + "~1"));
    document("models/m/manifests/x.json", "\"" + digest + "\"");
    days(1);
    assertThat(names(collect().removed())).containsExactly(Blobs.key(digest).path());
    assertThat(blobs.read(digest)).isEqualTo(bytes("x"));
    // Small ones are not worth a question before: the first key comes back, and goes again.
    assertThat(blobs.put(bytes("x"))).isEqualTo(digest);
    assertThat(names(collect().removed())).containsExactly(Blobs.key(digest).path());
    byte[] large = new byte[2 << 20];
    Digest model = blobs.put(large);
    days(1);
    collect();
    days(1);
    assertThat(names(collect().removed())).containsExactly(Blobs.key(model).path());
    blobs.put(large);
    assertThat(store.exists(Blobs.key(model))).isFalse();
    assertThat(blobs.read(model)).isEqualTo(large);
    assertThat(blobs.size(digest)).hasValue(1);
  }

  @Test
  void aReferenceThatAppearsInTimeSavesTheBlob() throws IOException {
    Digest digest = blobs.put(bytes("x"));
    days(1);
    collect();
    document("models/m/manifests/x.json", "\"" + digest + "\"");
    days(9);
    assertThat(collect().removed()).isEmpty();
    assertThat(blobs.read(digest)).isEqualTo(bytes("x"));
    blobs.keep(digest);
    assertThat(collect().removed()).extracting(GarbageItem::kind).containsExactly(GarbageKind.COPY);
    assertThat(blobs.read(digest)).isEqualTo(bytes("x"));
  }

  @Test
  void runsInFlightStretchTheGracePeriod() throws IOException {
    blobs.put(bytes("x"));
    days(1);
    collect(store, Duration.ZERO);
    GarbageCollector beside = new GarbageCollector(store, () -> List.of("a run"), "ann@host");
    GarbageReport report = beside.collect(Duration.ZERO, Retention.FOREVER, false);
    assertThat(report.grace()).isEqualTo(GarbageCollector.GRACE);
    assertThat(report.inFlight()).containsExactly("a run");
    assertThat(report.removed()).isEmpty();
    assertThat(collect(store, Duration.ZERO).removed()).hasSize(1);
  }

  @Test
  void supersededCheckpointsGoAndTheLastTwoStay() throws IOException {
    for (int i = 1; i <= 4; i++) {
      document("models/m/checkpoints/0000000000000000000" + i + ".json", "{}");
    }
    document("models/n/checkpoints/00000000000000000001.json", "{}");
    now = now.plus(DAY).plusMillis(1);
    assertThat(names(collect().removed()))
        .containsExactly(
            "models/m/checkpoints/00000000000000000001.json",
            "models/m/checkpoints/00000000000000000002.json");
    assertThat(store.list("", "")).hasSize(3);
  }

  @Test
  void killedAtAnyCallItIsFinishedByTheNextOne() throws IOException {
    for (int call = 1; ; call++) {
      MemoryStore world = new MemoryStore(() -> now);
      Blobs inIt = new Blobs(world);
      for (int i = 0; i < 3; i++) {
        inIt.put(bytes("garbage " + i));
      }
      Digest named = inIt.put(bytes("named"));
      world.create(new ObjectKey("runs/x.json"), bytes("\"" + named + "\""));
      days(1);
      boolean killed = killed(world, call);
      killed |= killed(world, call);
      days(1);
      killed |= killed(world, call);
      collect(world, DAY);
      days(1);
      collect(world, DAY);
      assertThat(world.list("blobs", "")).as("call %d", call).containsExactly(Blobs.key(named));
      explained(world);
      if (!killed) {
        assertThat(call).isGreaterThan(10);
        return;
      }
    }
  }

  private static boolean killed(ObjectStore world, int call) throws IOException {
    int[] calls = {0};
    ObjectStore dying =
        new SteppedStore(
            world,
            () -> {
              if (++calls[0] >= call) {
                throw new IOException("killed");
              }
            });
    try {
      collect(dying, DAY);
      return false;
    } catch (IOException e) {
      assertThat(e).hasMessage("killed");
      return true;
    }
  }

  /** Every blob that is gone has a tombstone that says why. */
  private static void explained(ObjectStore world) throws IOException {
    for (int i = 0; i < 3; i++) {
      ObjectKey key = Blobs.key(Digest.of(bytes("garbage " + i)));
      Tombstones.Condemned condemned =
          CanonicalJson.read(world.read(Tombstones.condemnation(key)), Tombstones.Condemned.class);
      assertThat(condemned.key()).isEqualTo(key);
      assertThat(condemned.by()).isEqualTo("ann@host");
      assertThat(condemned.why()).isEqualTo("no document names it");
    }
  }

  @Test
  void worksOnADirectoryAndTakesAbandonedFilesAlong() throws IOException {
    Path root = scratch.resolve("store");
    try (DirectoryStore directory = DirectoryStore.open(root)) {
      Digest digest = new Blobs(directory).put(bytes("x"));
      Path left = Files.write(root.resolve(".tmp/left"), bytes("half"));
      Path fresh = Files.write(root.resolve(".tmp/fresh"), bytes("half"));
      Instant old = Files.getLastModifiedTime(fresh).toInstant().minus(DAY).minusSeconds(60);
      Files.setLastModifiedTime(left, FileTime.from(old));
      GarbageReport first = collect(directory, Duration.ZERO);
      assertThat(names(first.removed())).containsExactly("left");
      assertThat(names(first.condemned())).containsExactly(Blobs.key(digest).path());
      assertThat(names(collect(directory, Duration.ZERO).removed()))
          .containsExactly(Blobs.key(digest).path());
      assertThat(fresh).exists();
      assertThat(root.resolve(Blobs.key(digest).path())).doesNotExist();
    }
  }
}
