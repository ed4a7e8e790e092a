package dev.nightjar.schedules.cli;

import picocli.CommandLine.Command;

/** {@code nightjar pools}: one verb in each file. */
@Command(
    name = "pools",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    description =
        "How many runs go on at once that share a tag: schedule.tags of a pipeline file. Every night"
            + " of a backfill has the tag backfill too.",
    subcommands = {PoolsListCommand.class, PoolsSetCommand.class, PoolsDeleteCommand.class})
final class PoolsCommand {}
