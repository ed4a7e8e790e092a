package dev.nightjar.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.store.Blobs;
import dev.nightjar.store.Digest;
import dev.nightjar.store.MemoryStore;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.StoreUpkeep.Stored;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Writers and collectors take turns at every single call of the store, in orders that seeds decide,
 * and any of them may die at any call. Whatever a document names must be there, always. Protocols
 * that are known to be wrong fail the same test, which shows that it can fail.
 */
final class CollectorRaceTest {

  private static final Duration GRACE = Duration.ofSeconds(100);
  private static final int SEEDS = 250;
  private static final List<byte[]> CONTENTS =
      List.of("one".getBytes(UTF_8), "two".getBytes(UTF_8));

  /** How blobs are stored and collected. */
  private interface Protocol {
    Digest put(ObjectStore store, byte[] content) throws IOException;

    void collect(ObjectStore store) throws IOException;
  }

  private static final class Ours implements Protocol {
    @Override
    public Digest put(ObjectStore store, byte[] content) throws IOException {
      return new Blobs(store).put(content);
    }

    @Override
    public void collect(ObjectStore store) throws IOException {
      new GarbageCollector(store, List::of, "gc").collect(GRACE, Retention.FOREVER, false);
    }
  }

  /** Marks, then sweeps what is old: a blob that is there already may be swept under a writer. */
  private static final class MarkAndSweep implements Protocol {
    @Override
    public Digest put(ObjectStore store, byte[] content) throws IOException {
      Digest digest = Digest.of(content);
      store.create(Blobs.key(digest), content);
      return digest;
    }

    @Override
    public void collect(ObjectStore store) throws IOException {
      Instant limit = store.upkeep().now().minus(GRACE);
      BlobFiles blobs = BlobFiles.of(store.upkeep().objects(BlobFiles.FOLDER));
      Reachability named = Reachability.of(store, blobs, new Exemptions());
      for (List<Stored> copies : blobs.copies().values()) {
        Stored blob = copies.get(0);
        Digest digest = BlobFiles.digest(blob.key());
        if (digest != null && !named.holds(digest) && !blob.modified().isAfter(limit)) {
          store.upkeep().remove(blob.key());
        }
      }
    }
  }

  /** Condemns first, but writers do not ask. */
  private static final class DeafWriters implements Protocol {
    @Override
    public Digest put(ObjectStore store, byte[] content) throws IOException {
      return new MarkAndSweep().put(store, content);
    }

    @Override
    public void collect(ObjectStore store) throws IOException {
      new Ours().collect(store);
    }
  }

  /** One world: a store, its clock, what writers have named. */
  private static final class World {
    private final SplittableRandom random;
    private final Protocol protocol;
    private final List<Instant> open = new ArrayList<>();
    private final List<Digest> named = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-26T00:00:00Z");
    private final MemoryStore store = new MemoryStore(() -> now);
    private int documents;
    private Optional<String> lost = Optional.empty();

    World(long seed, Protocol protocol) {
      this.random = new SplittableRandom(seed);
      this.protocol = protocol;
    }

    void run() throws Exception {
      Turns turns = new Turns(random, 0.004);
      for (int i = 0; i < 3; i++) {
        turns.add(this::write);
      }
      for (int i = 0; i < 2; i++) {
        turns.add(this::collect);
      }
      turns.run(this::look);
    }

    private void write(Turns.Actor self) throws IOException {
      ObjectStore mine = new SteppedStore(store, self::step);
      for (int i = 0; i < 5; i++) {
        Instant began = now;
        open.add(began);
        try {
          Digest digest = protocol.put(mine, CONTENTS.get(random.nextInt(CONTENTS.size())));
          for (int pause = random.nextInt(4); pause > 0; pause--) {
            self.step();
          }
          // A third of the writers fail before they name what they stored: that is the garbage.
          if (random.nextInt(3) > 0) {
            self.step();
            store.create(
                ObjectKey.of("runs", "r" + documents++ + ".json"),
                ("{\"blob\":\"" + digest + "\"}").getBytes(UTF_8));
            named.add(digest);
          }
        } finally {
          open.remove(began);
        }
        self.step();
      }
    }

    private void collect(Turns.Actor self) throws IOException {
      for (int i = 0; i < 4; i++) {
        protocol.collect(new SteppedStore(store, self::step));
      }
    }

    /** Time goes on, but never so far that a writer is slower than the grace period. */
    private void look() {
      for (Digest digest : named) {
        try {
          if (lost.isEmpty() && !new Blobs(store).exists(digest)) {
            lost = Optional.of(digest.head(8));
          }
        } catch (IOException e) {
          throw new IllegalStateException(e);
        }
      }
      if (random.nextInt(3) == 0) {
        Instant next = now.plusSeconds(random.nextInt(70));
        for (Instant began : open) {
          Instant end = began.plus(GRACE).minusMillis(1);
          next = next.isAfter(end) ? end : next;
        }
        now = next.isAfter(now) ? next : now;
      }
    }
  }

  private static long losses(Protocol protocol, int seeds) throws Exception {
    long losses = 0;
    for (int seed = 0; seed < seeds; seed++) {
      World world = new World(seed, protocol);
      try {
        world.run();
      } catch (AssertionError e) {
        // The next collection met the loss before the test did.
        assertThat(e).hasCauseInstanceOf(NoSuchFileException.class);
        losses++;
      }
      losses += world.lost.isPresent() ? 1 : 0;
    }
    return losses;
  }

  @Test
  void takesNothingFromAnyWriterInAnyOrder() throws Exception {
    long removed = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      World world = new World(seed, new Ours());
      world.run();
      assertThat(world.lost).as("seed %d", seed).isEmpty();
      for (Digest digest : world.named) {
        assertThat(new Blobs(world.store).read(digest)).as("seed %d", seed).isNotEmpty();
      }
      removed += world.store.list("tombstones/removals", "").size();
    }
    assertThat(removed).as("collections that removed something").isGreaterThan(SEEDS / 20);
  }

  @Test
  void aPlainMarkAndSweepLosesBlobs() throws Exception {
    assertThat(losses(new MarkAndSweep(), 60)).isPositive();
  }

  @Test
  void condemningHelpsNothingWhenWritersDoNotAsk() throws Exception {
    assertThat(losses(new DeafWriters(), 60)).isPositive();
  }

  @Test
  void whatIsKeptOnPurposeIsThereOrItsKeeperIsTold() throws Exception {
    for (int seed = 0; seed < SEEDS; seed++) {
      World world = new World(seed, new Ours());
      Digest digest = new Blobs(world.store).put(CONTENTS.get(0));
      world.now = world.now.plus(GRACE);
      Turns turns = new Turns(world.random, 0);
      turns.add(
          self -> {
            ObjectStore mine = new SteppedStore(world.store, self::step);
            for (int pause = world.random.nextInt(40); pause > 0; pause--) {
              self.step();
            }
            Instant began = world.now;
            world.open.add(began);
            try {
              new Blobs(mine).keep(digest);
              self.step();
              world.store.create(new ObjectKey("runs/kept.json"), digest.hex().getBytes(UTF_8));
              world.named.add(digest);
            } catch (NoSuchFileException e) {
              assertThat(e).hasMessageContaining("no document names it");
            } finally {
              world.open.remove(began);
            }
          });
      turns.add(world::collect);
      turns.run(world::look);
      assertThat(world.lost).as("seed %d", seed).isEmpty();
    }
  }
}
