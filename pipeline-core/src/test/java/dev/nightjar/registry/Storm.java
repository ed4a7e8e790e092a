package dev.nightjar.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.Workers.Worker;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many processes of writers to one model, each killed with -9 at a random point and started again,
 * over and over; then everything that was acknowledged is looked for.
 *
 * @param launcher starts a worker's process
 * @param workers processes at once
 * @param writers of each process
 * @param seed of the points in time
 */
public record Storm(Launcher launcher, int workers, int writers, long seed) {

  /** Starts a process whose main method calls {@link StormWorker#work} with the arguments. */
  @FunctionalInterface
  public interface Launcher {
    Worker start(List<String> arguments) throws IOException;
  }

  /** What a storm came to. */
  public record Result(int kills, int acknowledged, int entries) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%d kills, %d acknowledged acts, %d entries", kills, acknowledged, entries);
    }
  }

  /** Kills so many times, and lets all writers finish what they had begun. */
  public Result rage(int kills, ObjectStore store) throws Exception {
    List<StormWorker.Act> acknowledged = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<List<StormWorker.Act>>> lives = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        int own = kills / workers + (i < kills % workers ? 1 : 0);
        lives.add(pool.submit(new Lives("w" + i, own, new SplittableRandom(seed + i))));
      }
      for (Future<List<StormWorker.Act>> life : lives) {
        acknowledged.addAll(life.get());
      }
    } catch (ExecutionException e) {
      throw new AssertionError("a worker failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
    return verify(kills, acknowledged, store);
  }

  private static Result verify(int kills, List<StormWorker.Act> acknowledged, ObjectStore store)
      throws IOException {
    assertThat(acknowledged)
        .extracting(StormWorker.Act::name)
        .as("each act is acknowledged once")
        .doesNotHaveDuplicates();
    Refold refold = Refold.of(store, StormWorker.MODEL);
    acknowledged.forEach(refold::requireOnce);
    refold.requireWholeVersions();
    refold.requireSame(
        new ModelRegistry(store, StormWorker.MODEL, InstantSource.system(), "test").state());
    return new Result(kills, acknowledged.size(), refold.size());
  }

  /** One worker's lives, one after the other. */
  private final class Lives implements Callable<List<StormWorker.Act>> {

    private static final int MOST_ACTS = 6;
    private static final int MOST_NANOS = 20_000_000;

    private final String name;
    private final int kills;
    private final SplittableRandom random;
    private final int[] next = new int[writers];
    private final List<StormWorker.Act> acknowledged = new ArrayList<>();

    Lives(String name, int kills, SplittableRandom random) {
      this.name = name;
      this.kills = kills;
      this.random = random;
    }

    @Override
    public List<StormWorker.Act> call() throws Exception {
      for (int i = 0; i < kills; i++) {
        live(start(Integer.MAX_VALUE), random.nextInt(MOST_ACTS));
      }
      // What was begun is finished, by a process that is left alone.
      Worker last = start(1);
      live(last, Integer.MAX_VALUE);
      assertThat(last.end()).as("the last life of %s", name).isZero();
      return acknowledged;
    }

    private Worker start(int acts) throws IOException {
      List<String> arguments = new ArrayList<>(List.of(name));
      for (int first : next) {
        arguments.add(String.valueOf(first));
        arguments.add(String.valueOf(acts == Integer.MAX_VALUE ? acts : first + acts));
      }
      return launcher.start(arguments);
    }

    /** Lets the worker acknowledge so many acts, and kills it somewhere behind the last. */
    private void live(Worker worker, int acts) throws IOException {
      int seen = 0;
      for (String line = worker.line(); line != null; line = worker.line()) {
        if (line.equals("ready")) {
          worker.go();
        } else {
          StormWorker.Act.parse(line).ifPresent(this::acknowledge);
          seen++;
        }
        if (seen == acts) {
          long until = System.nanoTime() + random.nextInt(MOST_NANOS);
          while (System.nanoTime() < until) {
            Thread.onSpinWait();
          }
          // By its handle: what it had said before can still be read.
          worker.process().toHandle().destroyForcibly();
          acts = Integer.MAX_VALUE;
        }
      }
    }

    private void acknowledge(StormWorker.Act act) {
      acknowledged.add(act);
      String[] parts = act.name().split("-", -1);
      next[Integer.parseInt(parts[1])] = Integer.parseInt(parts[2]) + 1;
    }
  }
}
