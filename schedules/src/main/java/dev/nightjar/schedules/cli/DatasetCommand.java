package dev.nightjar.schedules.cli;

import picocli.CommandLine.Command;

/** {@code nightjar dataset}: one verb in each file. */
@Command(
    name = "dataset",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    description = "Datasets: segments of rows, added and retracted, never changed.",
    subcommands = {
      DatasetAddCommand.class,
      DatasetTagCommand.class,
      DatasetShowCommand.class,
      DatasetLogCommand.class,
      DatasetDiffCommand.class,
      DatasetRetractCommand.class,
      DatasetImpactCommand.class,
      DatasetRecipeCommand.class,
      DatasetBisectCommand.class
    })
final class DatasetCommand {}
