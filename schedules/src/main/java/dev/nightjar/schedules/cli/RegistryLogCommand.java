package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.RegistryService;
import dev.nightjar.schedules.RegistryService.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nightjar registry log}. */
@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description =
        "Show everything that ever happened to a model: who did what when, how the champion moved, on"
            + " what evidence. What a person forced is marked with an exclamation mark.")
final class RegistryLogCommand extends RegistryVerb {

  private static final int HEAD = 12;

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "Only the last N entries of the log (default: all).")
  @Nullable Integer last;

  @Override
  int act(RegistryService models, String model) throws Exception {
    if (last != null && last < 1) {
      throw new IllegalArgumentException("--last is " + last + ": say how many entries, 1 or more");
    }
    List<Event> events = last == null ? models.history(model) : models.latest(model, last);
    if (session.json()) {
      Output.print(session.console(), events);
      return ExitCode.DONE;
    }
    events.forEach(e -> session.console().out().println(line(e)));
    return ExitCode.DONE;
  }

  private static String line(Event e) {
    List<String> parts = new ArrayList<>();
    parts.add(
        String.format(
            Locale.ROOT,
            "%5d %s %-12s %-5s",
            e.seq(),
            e.forced() ? "!" : " ",
            e.type(),
            Objects.requireNonNullElse(e.version(), "")));
    parts.add(move(e.championBefore(), e.championAfter()));
    parts.add(e.logicalTime() == null ? "" : "for " + e.logicalTime());
    parts.add("at " + e.at());
    parts.add("by " + e.actor());
    parts.add("evidence " + e.evidenceDigest().head(HEAD));
    parts.add(e.reason());
    parts.removeIf(String::isBlank);
    return String.join("  ", parts);
  }

  private static String move(@Nullable String before, @Nullable String after) {
    return Objects.equals(before, after)
        ? ""
        : "champion "
            + Objects.requireNonNullElse(before, "none")
            + " → "
            + Objects.requireNonNullElse(after, "none");
  }
}
