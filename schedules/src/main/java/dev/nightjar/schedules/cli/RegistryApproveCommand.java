package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.ApprovalService;
import dev.nightjar.schedules.ApprovalService.Answered;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code nightjar registry approve}. */
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description =
        "Say yes to a night that waits for approval: its candidate becomes champion, unless the"
            + " champion moved meanwhile. Exit code 1 when it did: then the approval has expired.")
final class RegistryApproveCommand extends ApprovalVerb {

  @Override
  Answered answer(ApprovalService approvals, String run, @Nullable String by, String reason)
      throws Exception {
    return approvals.approve(run, by, reason);
  }
}
