package dev.nightjar.schedules.http;

import dev.nightjar.access.Role;
import dev.nightjar.registry.RegistryException;
import dev.nightjar.run.LeaseLost;
import dev.nightjar.run.Run;
import dev.nightjar.run.SlotHeld;
import dev.nightjar.schedules.ApprovalService;
import dev.nightjar.schedules.ApprovalService.Answered;
import dev.nightjar.schedules.wire.Reason;
import java.io.IOException;
import java.util.List;

/** Answers to nights that wait for a person: who that is the token says. */
final class ApprovalRoutes {

  private static final String ONE = Routes.API + "/runs/{run}";

  private final Backend backend;
  private final Audit audit;

  ApprovalRoutes(Backend backend) {
    this.backend = backend;
    this.audit = new Audit(backend.access());
  }

  List<Route> all() {
    return List.of(
        Route.post(
            ONE + "/approve",
            Role.APPROVER,
            request -> answer(request, "run.approve", ApprovalService::approve)),
        Route.post(
            ONE + "/refuse",
            Role.APPROVER,
            request -> answer(request, "run.refuse", ApprovalService::refuse)));
  }

  /** One of the two answers. */
  @FunctionalInterface
  private interface Answering {
    Answered answer(ApprovalService approvals, String run, String by, String reason)
        throws IOException;
  }

  private void answer(Request request, String verb, Answering answering) throws Exception {
    String actor = request.caller().actor();
    Run run = RunRoutes.named(backend, request).run();
    String reason = Request.reason(request.body(Reason.class).reason());
    request.json(
        audit.of(
            request,
            verb,
            run.id().hex() + " " + run.slot(),
            reason,
            () -> {
              try {
                return answering.answer(backend.approvals(actor), run.id().hex(), actor, reason);
              } catch (RegistryException | SlotHeld | LeaseLost e) {
                throw Refusal.conflict(String.valueOf(e.getMessage()));
              }
            }));
  }
}
