package dev.nightjar.schedules.cli;

import picocli.CommandLine.Command;

/** {@code nightjar schedule}: one verb in each file. */
@Command(
    name = "schedule",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    description = "When pipelines run.",
    subcommands = {
      ScheduleNextCommand.class,
      SchedulePauseCommand.class,
      ScheduleResumeCommand.class,
      ScheduleTriggerCommand.class
    })
final class ScheduleCommand {}
