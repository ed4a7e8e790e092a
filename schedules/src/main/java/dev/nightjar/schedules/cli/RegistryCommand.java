package dev.nightjar.schedules.cli;

import picocli.CommandLine.Command;

/** {@code nightjar registry}: one file for each verb. */
@Command(
    name = "registry",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    description = "Models: versions, champion, previous, baseline, and how they came about.",
    subcommands = {
      RegistryShowCommand.class,
      RegistryLogCommand.class,
      RegistryVerifyCommand.class,
      RegistryGetCommand.class,
      RegistryExportCommand.class,
      RegistryCheckSignatureCommand.class,
      RegistryMirrorCommand.class,
      RegistryApproveCommand.class,
      RegistryRefuseCommand.class,
      RegistryPromoteCommand.class,
      RegistryRollbackCommand.class,
      RegistryBaselineCommand.class,
      RegistryTaintCommand.class,
      RegistryRetireCommand.class
    })
final class RegistryCommand {}
