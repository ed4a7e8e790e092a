package dev.nightjar.schedules.cli;

import picocli.CommandLine.Command;

/** {@code nightjar alerts}: one verb in each file. */
@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    description = "What people are told of nights, and what became of it.",
    subcommands = {AlertsListCommand.class, AlertsTestCommand.class, AlertsRetryCommand.class})
final class AlertsCommand {}
