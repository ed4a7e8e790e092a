package dev.nightjar.schedules.cli;

import picocli.CommandLine.Command;

/** {@code nightjar token}: one verb in each file. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    description =
        "Who may use the API of nightjar serve. From the first token on each request wants one.",
    subcommands = {TokenCreateCommand.class, TokenListCommand.class, TokenRevokeCommand.class})
final class TokenCommand {}
