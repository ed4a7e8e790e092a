package dev.nightjar.schedules.app;

import dev.nightjar.schedules.cli.Cli;
import dev.nightjar.schedules.cli.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Types commands, in this process, and reads what comes back. */
final class Terminal {

  private final Path workspace;

  Terminal(Path workspace) {
    this.workspace = workspace;
  }

  /** What a command printed, and its exit code. */
  record Answer(int code, String out, String err) {}

  /** Runs {@code nightjar words… --workspace …}. */
  Answer type(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--workspace");
    all.add(workspace.toString());
    return typeAlone(all.toArray(new String[0]));
  }

  /** Runs {@code nightjar words…}, for what needs no workspace. */
  static Answer typeAlone(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, 100);
    int code = Cli.run(Wiring.services(InstantSource.system()), console, words);
    return new Answer(code, out.toString(), err.toString());
  }
}
