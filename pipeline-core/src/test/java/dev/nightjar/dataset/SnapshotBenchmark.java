package dev.nightjar.dataset;

import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Time to resolve a snapshot over ten years of days: 3,650 segments, an entry of the log for each.
 * Prints milliseconds of this thread, of the first time in the process and the median of those that
 * follow.
 */
final class SnapshotBenchmark {

  private static final int DAYS = 3_650;
  private static final int TIMES = 21;
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  private static final ZoneId ZONE = ZoneId.of("America/Chicago");
  private static final LocalDate FIRST = LocalDate.of(2011, 1, 1);
  private static final Instant NIGHT = FIRST.plusDays(DAYS).atTime(2, 30).atZone(ZONE).toInstant();
  private static final Label LABEL =
      new Label("late", new Expression("late"), null, Span.ofDays(1));

  private SnapshotBenchmark() {}

  /** Argument: an empty folder, best on a real disk. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    try (ObjectStore store = DirectoryStore.open(folder)) {
      DatasetLog log = log(store);
      FIRST.datesUntil(FIRST.plusDays(DAYS)).forEach(date -> add(log, DatasetFixture.day(date)));
      log.tag("release", "ann");
    }
    TestSet winter = set("winter", new TestSet.Fixed(FIRST, FIRST.plusDays(30)));
    TestSet pinned = set("winter", new TestSet.Fixed(FIRST, FIRST.plusDays(30), "release"));
    List<String> patterns = List.of("2011-05-0*", "2013-*-13", "2014-02-*", "*-02-29");
    measure(folder, "a window of 60 days", recipe(Span.ofDays(60), List.of()), winter);
    measure(folder, "all ten years", recipe(null, List.of()), winter);
    measure(folder, "all but what 4 patterns exclude", recipe(null, patterns), winter);
    measure(folder, "all, and a pinned test set", recipe(null, List.of()), pinned);
  }

  private static DatasetLog log(ObjectStore store) {
    return new Datasets(store, InstantSource.fixed(NIGHT)).dataset("flights");
  }

  private static void add(DatasetLog log, Segment segment) {
    try {
      log.add(List.of(segment), new Expression("day"), ZONE.getId(), DatasetFixture.SCHEMA, "ann");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static TestSet set(String name, TestSet.Span span) {
    return new TestSet(name, span, 0, null, null);
  }

  private static Recipe recipe(@Nullable Span window, List<String> exclude) {
    return new Recipe(
        "flights",
        List.of(),
        exclude,
        window,
        null,
        List.of(),
        Recipe.Dedupe.NONE,
        Split.standard());
  }

  private static void measure(Path folder, String what, Recipe recipe, TestSet winter)
      throws IOException {
    List<TestSet> sets = List.of(winter, set("recent", new TestSet.Recent(Span.ofDays(14))));
    double[] opened = new double[TIMES];
    double[] resolved = new double[TIMES];
    List<Integer> segments = new ArrayList<>();
    for (int i = 0; i < TIMES; i++) {
      try (ObjectStore store = DirectoryStore.open(folder)) {
        long start = CPU.getCurrentThreadCpuTime();
        DatasetLog log = log(store);
        DatasetState state = log.state();
        Prefixes prefixes = Prefixes.of(log, state, recipe, sets);
        long open = CPU.getCurrentThreadCpuTime();
        Snapshot snapshot = Snapshots.resolve(prefixes, recipe, sets, LABEL, NIGHT, ZONE);
        resolved[i] = (CPU.getCurrentThreadCpuTime() - open) / 1e6;
        opened[i] = (open - start) / 1e6;
        segments.add(snapshot.read().size());
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-34s %,6d segments: log opened in %4.0f ms, then %4.0f ms; resolved in %4.0f ms, then %4.0f ms%n",
        what,
        segments.get(0),
        opened[0],
        median(opened),
        resolved[0],
        median(resolved));
  }

  private static double median(double[] times) {
    double[] sorted = Arrays.copyOfRange(times, 1, times.length);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
