package dev.nightjar.schedules.cli;

import dev.nightjar.run.Pool;
import dev.nightjar.run.Run;
import dev.nightjar.schedules.Workspace;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code nightjar pools list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "The pools: their places, who takes them, and who waits for one.")
final class PoolsListCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Override
  public Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      List<Pool> pools = workspace.pools().all();
      Console console = session.console();
      if (session.json()) {
        Output.print(console, pools);
      } else if (pools.isEmpty()) {
        console.out().println("no pools: no pipeline has tags, and nothing limits any");
      } else {
        pools.forEach(pool -> print(console, pool));
      }
      return ExitCode.DONE;
    }
  }

  private static void print(Console console, Pool pool) {
    console.out().println(text(pool));
    for (Run run : pool.running()) {
      console
          .out()
          .printf(
              "    %s  %s  %s%n", run.id().hex(), run.slot().pipeline(), run.slot().logicalTime());
    }
    if (!pool.waiting().isEmpty()) {
      console.out().println("    waits for a place: " + String.join(", ", pool.waiting()));
    }
  }

  static String text(Pool pool) {
    String places =
        pool.places() == null
            ? "%d running, no limit".formatted(pool.running().size())
            : "%d of %d places taken".formatted(pool.running().size(), pool.places());
    String said =
        pool.tag().equals(Pool.BACKFILL)
            ? "every night of a backfill"
            : pool.pipelines().isEmpty()
                ? "no pipeline has the tag"
                : String.join(", ", pool.pipelines());
    return "  %-20s  %s  (%s)".formatted(pool.tag(), places, said);
  }
}
