package dev.nightjar.schedules.cli;

import dev.nightjar.alert.OutboxEntry;
import dev.nightjar.schedules.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nightjar alerts list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "The latest alerts, the newest first, and what became of them in each channel.")
final class AlertsListCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Option(names = "--waiting", description = "Only those that were not sent everywhere yet.")
  private boolean waiting;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many (default: 20).")
  private int limit = 20;

  @Override
  public Integer call() throws Exception {
    if (limit < 1) {
      throw new IllegalArgumentException("--limit: expected 1 or more, found " + limit);
    }
    try (Workspace workspace = session.open()) {
      List<OutboxEntry> entries = workspace.alerts().latest(waiting, limit);
      Console console = session.console();
      if (session.json()) {
        Output.print(console, entries);
      } else if (entries.isEmpty()) {
        console.out().println(waiting ? "no alert waits" : "no alerts yet");
      } else {
        entries.forEach(entry -> print(console, entry));
      }
      return ExitCode.DONE;
    }
  }

  private static void print(Console console, OutboxEntry entry) {
    console
        .out()
        .printf(
            "%s  %s  %s%n",
            entry.message().id().toString().substring(0, 8),
            entry.message().at(),
            entry.message().alert().headline());
    if (entry.deliveries().isEmpty()) {
      console.out().println("          " + (entry.routed() ? "no channel wants it" : "waits"));
    }
    for (OutboxEntry.Copy copy : entry.deliveries()) {
      String state = copy.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      String tries =
          copy.state() == OutboxEntry.State.WAITING
              ? ", tries: %d, next: %s".formatted(copy.attempts(), copy.due())
              : "";
      String answer = copy.answer() == null ? "" : "  " + copy.answer();
      console.out().printf("          %s: %s%s%s%n", copy.channel(), state, tries, answer);
    }
  }
}
