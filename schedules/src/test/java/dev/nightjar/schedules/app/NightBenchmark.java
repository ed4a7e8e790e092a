package dev.nightjar.schedules.app;

import com.sun.management.OperatingSystemMXBean;
import dev.nightjar.dataset.Expression;
import dev.nightjar.schedules.NightListener;
import dev.nightjar.schedules.NightResult;
import dev.nightjar.schedules.Workspace;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A program that adds hflights to a fresh workspace and runs nights of the flight-delays example,
 * and prints what each step and everything around the steps costs. The first night pays for loading
 * classes and compiling them. Arguments: the pipeline file, hflights.csv.gz, nights (4), an empty
 * folder for the workspace.
 */
final class NightBenchmark {

  private static final OperatingSystemMXBean MACHINE =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** The steps whose work is data, training or scoring; all else is overhead. */
  private static final Set<String> WORK = Set.of("snapshot", "check", "train", "evaluate");

  private static final Expression TIME = new Expression("make_date(Year, Month, DayofMonth)");

  private NightBenchmark() {}

  public static void main(String[] args) throws IOException {
    Path pipeline = Path.of(args[0]);
    Path flights = Path.of(args[1]);
    int nights = args.length > 2 ? Integer.parseInt(args[2]) : 4;
    Path folder = args.length > 3 ? Path.of(args[3]) : Files.createTempDirectory("night-benchmark");
    Logging.quiet();
    System.out.printf("%d processors, workspace %s%n", MACHINE.getAvailableProcessors(), folder);
    System.out.println("wall, processor time of this thread, and of all threads: JIT, GC, DuckDB");
    Cost began = Cost.now();
    try (Workspace workspace = new LocalWorkspaces(InstantSource.system()).open(folder)) {
      workspace.datasets().add("hflights", List.of(flights), TIME, true, false);
    }
    print("dataset add", Cost.now().minus(began));
    for (int night = 0; night < nights; night++) {
      night(folder, pipeline, LocalDate.of(2011, 6, 15).plusDays(night));
    }
    System.out.println(peak());
  }

  /** As one call of the program does it: the workspace is opened and closed again. */
  private static void night(Path folder, Path pipeline, LocalDate date) throws IOException {
    Steps steps = new Steps();
    Cost began = Cost.now();
    NightResult result;
    try (Workspace workspace = new LocalWorkspaces(InstantSource.system()).open(folder)) {
      result = workspace.nights().run(pipeline, date, steps);
    }
    Cost all = Cost.now().minus(began);
    System.out.printf("night of %s: %s%n", date, result.verdict());
    print("all of it", all);
    print("overhead", all.minus(steps.work));
  }

  private static void print(String what, Cost cost) {
    System.out.printf(
        Locale.ROOT,
        "  %-12s %6.2f s  %6.2f s  %6.2f s%n",
        what,
        cost.wall / 1e9,
        cost.thread / 1e9,
        cost.process / 1e9);
  }

  /** Most memory that the process held, native memory too. Linux says so. */
  private static String peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return "peak memory: this system does not say";
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(l -> l.startsWith("VmHWM"))
          .findFirst()
          .orElse("peak memory: not said")
          .replaceAll("\\s+", " ");
    }
  }

  /** Nanoseconds that passed, that this thread computed, and that all threads did. */
  private record Cost(long wall, long thread, long process) {

    private static final Cost NONE = new Cost(0, 0, 0);

    static Cost now() {
      return new Cost(
          System.nanoTime(),
          ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime(),
          MACHINE.getProcessCpuTime());
    }

    Cost plus(Cost other) {
      return new Cost(wall + other.wall, thread + other.thread, process + other.process);
    }

    Cost minus(Cost other) {
      return new Cost(wall - other.wall, thread - other.thread, process - other.process);
    }
  }

  private static final class Steps implements NightListener {

    private Cost began = Cost.NONE;
    private Cost work = Cost.NONE;

    @Override
    public void began(String pipeline, LocalDate date, String runId, boolean resumed) {}

    @Override
    public void step(String step) {
      began = Cost.now();
    }

    @Override
    public void progress(String step, double fraction, String text) {}

    @Override
    public void finished(String step, String summary, Duration took) {
      Cost cost = Cost.now().minus(began);
      print(step, cost);
      if (WORK.contains(step)) {
        work = work.plus(cost);
      }
    }
  }
}
