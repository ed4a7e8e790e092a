package dev.nightjar.schedules.cli;

import picocli.CommandLine.Command;

/** {@code nightjar runs}: one verb in each file. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    description = "What was run, what runs, and what waits.",
    subcommands = {
      RunsListCommand.class,
      RunsShowCommand.class,
      RunsLogsCommand.class,
      RunsCancelCommand.class,
      RunsResumeCommand.class,
      RunsRerunCommand.class
    })
final class RunsCommand {}
