package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.NightListener;
import dev.nightjar.schedules.NightResult;
import dev.nightjar.schedules.RunsService.Again;
import dev.nightjar.schedules.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the verbs have in common that begin a run after an earlier one. */
final class AgainOptions {

  @Option(
      names = "--pipeline",
      paramLabel = "FILE",
      description = "The pipeline file (default: where it was when the run began).")
  private @Nullable Path pipeline;

  @Option(
      names = "--queue",
      description =
          "Leave it to nightjar serve, which goes by the files that it serves. So it is with"
              + " --server.")
  private boolean queue;

  @Option(
      names = "--allow-dirty",
      description =
          "Promote although the pipeline's repository has changes that are not committed."
              + " Recorded. Not with --queue or --server.")
  private boolean allowDirty;

  @Nullable Path pipeline() {
    return pipeline;
  }

  /** Says what there is to say, and runs what is queued unless it is left to somebody else. */
  int go(Session session, Workspace workspace, Again again) throws IOException {
    Console console = session.console();
    Path file = again.pipeline();
    boolean left = queue || file == null;
    if (left && session.json()) {
      Output.print(console, RunLine.of(again.run()));
      return ExitCode.DONE;
    }
    NightListener listener =
        session.json()
            ? new Progress(console.err(), false)
            : new Progress(console.out(), console.terminal());
    again.notes().stream().flatMap(String::lines).forEach(listener::remark);
    if (queue || file == null) {
      console.out().println("run " + again.run().id() + " is queued");
      return ExitCode.DONE;
    }
    NightResult night = workspace.nights().go(file, again.run(), allowDirty, listener);
    RunCommand.print(session, night);
    return ExitCode.of(night, false);
  }

  /** Throws {@link IllegalArgumentException} when what was said does not go together. */
  void check(Session session) {
    if (allowDirty && (queue || session.isRemote())) {
      throw new IllegalArgumentException(
          "--allow-dirty does not go with " + (queue ? "--queue" : "--server"));
    }
  }
}
