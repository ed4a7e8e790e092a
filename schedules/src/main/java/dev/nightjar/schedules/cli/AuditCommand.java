package dev.nightjar.schedules.cli;

import picocli.CommandLine.Command;

/** {@code nightjar audit}: one verb in each file. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    description = "Who did what through the API and with tokens, and who was refused.",
    subcommands = {AuditListCommand.class})
final class AuditCommand {}
