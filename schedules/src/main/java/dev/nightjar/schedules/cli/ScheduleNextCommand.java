package dev.nightjar.schedules.cli;

import dev.nightjar.run.Trigger.Gap;
import dev.nightjar.run.Trigger.Overlap;
import dev.nightjar.schedules.ScheduleService;
import dev.nightjar.schedules.Upcoming;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nightjar schedule next}. */
@Command(
    name = "next",
    mixinStandardHelpOptions = true,
    description = {
      "Show the next slots of a pipeline, or of --cron, in local time and UTC, and what daylight"
          + " saving and calendars do to them. Nothing is run.",
      "With --output json: [{\"local\",\"utc\",\"note\"}], a slot each. The note is empty when"
          + " nothing is to be said."
    })
final class ScheduleNextCommand implements Callable<Integer> {

  private static final int MOST = 10_000;

  /** What a local time that does not exist becomes. */
  enum GapWord {
    run_after("run-after", Gap.RUN_AFTER),
    skip("skip", Gap.SKIP);

    private final String word;
    private final Gap gap;

    GapWord(String word, Gap gap) {
      this.word = word;
      this.gap = gap;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** Which of a local time that comes twice. */
  enum OverlapWord {
    first(Overlap.FIRST),
    second(Overlap.SECOND),
    both(Overlap.BOTH);

    private final Overlap overlap;

    OverlapWord(Overlap overlap) {
      this.overlap = overlap;
    }
  }

  @Mixin private Session session = new Session();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "PIPELINE", arity = "0..1", description = "The pipeline file.")
  private @Nullable Path pipeline;

  @Option(
      names = {"-n", "--number"},
      paramLabel = "N",
      defaultValue = "10",
      description = "How many slots (default: 10).")
  private int number = 10;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description =
          "Slots from then on, in the schedule's zone: 2026-03-07T00:00, or a day (default: now).")
  private @Nullable String from;

  @Option(
      names = "--cron",
      paramLabel = "EXPR",
      description = "Six or seven fields, seconds first, in place of a pipeline.")
  private @Nullable String cron;

  @Option(names = "--zone", paramLabel = "ZONE", description = "Of --cron (default: UTC).")
  private @Nullable String zone;

  @Option(
      names = "--gap",
      paramLabel = "run-after|skip",
      description =
          "Of --cron, a local time that does not exist: run when the gap ends (default), or not.")
  private @Nullable GapWord gap;

  @Option(
      names = "--overlap",
      paramLabel = "first|second|both",
      description = "Of --cron, which of a local time that comes twice (default: first).")
  private @Nullable OverlapWord overlap;

  @Option(
      names = "--skipped",
      description = "With --output json: also the times that are skipped; their utc is null.")
  private boolean skipped;

  @Override
  public Integer call() throws Exception {
    if (number < 1 || number > MOST) {
      throw wrong("-n: expected 1 to " + MOST + ", but found " + number);
    }
    Upcoming upcoming = upcoming();
    if (session.json()) {
      Output.print(session.console(), UpcomingLines.rows(upcoming, skipped));
    } else {
      UpcomingLines.print(upcoming, session.console().out());
    }
    upcoming.remarks().forEach(r -> session.console().err().println("nightjar: " + r));
    return ExitCode.DONE;
  }

  private Upcoming upcoming() throws IOException {
    ScheduleService schedules = session.schedules();
    if (pipeline != null) {
      Stream.of("--cron", "--zone", "--gap", "--overlap")
          .filter(o -> spec.commandLine().getParseResult().hasMatchedOption(o))
          .forEach(
              o -> {
                throw wrong(o + " goes without a pipeline file, which says when it runs");
              });
      return schedules.next(pipeline, from, number);
    }
    if (cron == null) {
      throw wrong("expected a pipeline file, or --cron EXPR --zone ZONE");
    }
    return schedules.next(
        new ScheduleService.Cron(
            cron,
            zone == null ? "UTC" : zone,
            gap == null ? Gap.RUN_AFTER : gap.gap,
            overlap == null ? Overlap.FIRST : overlap.overlap),
        from,
        number);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
