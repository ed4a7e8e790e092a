package dev.nightjar.schedules.cli;

import dev.nightjar.dataset.Segment;
import dev.nightjar.schedules.DatasetService;
import dev.nightjar.schedules.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code nightjar dataset show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Show what a dataset consists of; without a name, which datasets there are.")
final class DatasetShowCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The dataset.")
  private @Nullable String name;

  @Override
  public Integer call() throws Exception {
    Console console = session.console();
    try (Workspace workspace = session.open()) {
      if (name == null) {
        List<String> names = workspace.datasets().names();
        if (session.json()) {
          Output.print(console, names);
        } else {
          names.forEach(n -> console.out().println("  " + n));
        }
        return ExitCode.DONE;
      }
      DatasetService.Contents contents = workspace.datasets().contents(name);
      if (session.json()) {
        Output.print(console, contents);
        return ExitCode.DONE;
      }
      console.out().println(contents.dataset() + " · time: " + contents.time());
      for (Segment s : contents.segments()) {
        String gone = contents.retracted().get(s.name());
        console
            .out()
            .println(
                String.format(
                    Locale.ROOT,
                    "  %-14s %,12d rows %,14d bytes  %s%s%s",
                    s.name(),
                    s.rows(),
                    s.bytes(),
                    s.digest().head(12),
                    s.required().isEmpty() ? "" : "  requires " + String.join(", ", s.required()),
                    gone == null ? "" : "  retracted: " + gone));
      }
      return ExitCode.DONE;
    }
  }
}
