package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.NightListener;
import dev.nightjar.schedules.NightResult;
import dev.nightjar.schedules.SlotName;
import dev.nightjar.schedules.Workspace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description =
        "Run one night: check, train, evaluate, decide, promote. A night that is done is handed out"
            + " again; one that was interrupted goes on.")
final class RunCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(paramLabel = "PIPELINE", description = "The pipeline file.")
  private Path pipeline = Path.of("");

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description =
          "The slot of that day, or of that time when the day has several, a holiday too (default: the latest slot that is due and that no"
              + " calendar leaves out).")
  private @Nullable SlotName date;

  @Option(
      names = "--fail-unless-promoted",
      description = "Exit with 4 when the candidate was not promoted, or waits for approval.")
  private boolean failUnlessPromoted;

  @Option(
      names = "--allow-dirty",
      description =
          "Promote although the pipeline's repository has changes that are not committed."
              + " Recorded.")
  private boolean allowDirty;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description =
          "A value for a parameter that the pipeline file declares. Part of what the run pins.")
  private Map<String, String> params = new LinkedHashMap<>();

  @Override
  public Integer call() throws Exception {
    Console console = session.console();
    try (Workspace workspace = session.open()) {
      NightListener listener =
          session.json()
              ? new Progress(console.err(), false)
              : new Progress(console.out(), console.terminal());
      NightResult night = workspace.nights().run(pipeline, date, params, allowDirty, listener);
      print(session, night);
      return ExitCode.of(night, failUnlessPromoted);
    }
  }

  /** The end of a night. */
  static void print(Session session, NightResult night) {
    Console console = session.console();
    if (session.json()) {
      Output.print(console, night);
      return;
    }
    console.out().println();
    console.out().println(night.text().render(console.terminal(), console.width()));
    console.out().println("  report  " + night.report());
  }
}
