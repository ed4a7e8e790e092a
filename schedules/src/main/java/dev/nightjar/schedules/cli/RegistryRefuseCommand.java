package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.ApprovalService;
import dev.nightjar.schedules.ApprovalService.Answered;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code nightjar registry refuse}. */
@Command(
    name = "refuse",
    mixinStandardHelpOptions = true,
    description = "Say no to a night that waits for approval: the champion stays.")
final class RegistryRefuseCommand extends ApprovalVerb {

  @Override
  Answered answer(ApprovalService approvals, String run, @Nullable String by, String reason)
      throws Exception {
    return approvals.refuse(run, by, reason);
  }
}
