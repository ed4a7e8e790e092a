package dev.nightjar.schedules.http;

import dev.nightjar.access.Role;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunPage;
import dev.nightjar.run.RunQuery;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.schedules.RunsService;
import dev.nightjar.schedules.RunsService.Again;
import dev.nightjar.schedules.RunsService.Detail;
import dev.nightjar.schedules.wire.Page;
import dev.nightjar.schedules.wire.Reason;
import dev.nightjar.schedules.wire.RerunOrder;
import dev.nightjar.schedules.wire.ResumeOrder;
import dev.nightjar.schedules.wire.RunDetail;
import dev.nightjar.schedules.wire.RunDocument;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Runs and their attempts. */
final class RunRoutes {

  private static final String ALL = Routes.API + "/runs";
  private static final String ONE = ALL + "/{run}";

  private final Backend backend;
  private final Audit audit;

  RunRoutes(Backend backend) {
    this.backend = backend;
    this.audit = new Audit(backend.access());
  }

  List<Route> all() {
    return List.of(
        Route.get(ALL, this::list, "pipeline", "state", "cursor", "limit"),
        Route.get(ONE, this::show),
        Route.get(ONE + "/attempts", this::attempts),
        Route.get(ONE + "/logs", this::logs, "place"),
        Route.post(ONE + "/cancel", Role.OPERATOR, this::cancel),
        Route.post(ONE + "/resume", Role.OPERATOR, this::resume),
        Route.post(ONE + "/rerun", Role.OPERATOR, this::rerun));
  }

  private void list(Request request) {
    RunPage page =
        backend
            .listing()
            .runs(
                new RunQuery(
                    request.query("pipeline").orElse(null),
                    request.query("state").map(RunRoutes::status).orElse(null),
                    request.query("cursor").orElse(null),
                    request.limit()));
    request.json(new Page<>(page.runs().stream().map(RunDocument::of).toList(), page.next()));
  }

  private static Status status(String text) {
    List<String> known = Arrays.stream(Status.values()).map(Status::name).toList();
    if (!known.contains(text)) {
      throw Refusal.badRequest(
          "there is no state %s%s (known: %s)"
              .formatted(text, Nearest.hint(text, known), String.join(", ", known)));
    }
    return Status.valueOf(text);
  }

  private Detail named(Request request) {
    return named(backend, request);
  }

  /** The run that the path names. */
  static Detail named(Backend backend, Request request) {
    try {
      return backend.runs(request.caller().actor()).show(request.path("run"));
    } catch (IllegalArgumentException e) {
      throw Refusal.notFound(String.valueOf(e.getMessage()));
    }
  }

  private void show(Request request) {
    Detail detail = named(request);
    request.json(new RunDetail(RunDocument.of(detail.run()), detail.holder(), detail.attempts()));
  }

  private void attempts(Request request) {
    request.json(new Page<>(named(request).attempts(), null));
  }

  private void logs(Request request) throws IOException {
    String id = named(request).run().id().hex();
    String place = request.query("place").orElse("0");
    if (!place.matches("\\d{1,18}")) {
      throw Refusal.badRequest("place: expected the next of an earlier page, found " + place);
    }
    request.json(backend.runs(request.caller().actor()).logs(id, Long.parseLong(place)));
  }

  private void cancel(Request request) throws Exception {
    Run run = named(request).run();
    String reason = Request.reason(request.body(Reason.class).reason());
    Run cancelled =
        audit.of(
            request,
            "run.cancel",
            run.id().hex() + " " + run.slot(),
            reason,
            () -> backend.runs(request.caller().actor()).cancel(run.id().hex(), reason));
    request.json(RunDocument.of(cancelled));
  }

  private void resume(Request request) throws Exception {
    Run run = named(request).run();
    ResumeOrder order = request.body(ResumeOrder.class);
    String id = run.id().hex();
    RunsService runs = backend.runs(request.caller().actor());
    follow(request, "run.resume", run, order.reason(), () -> runs.resume(id, order.from(), null));
  }

  private void rerun(Request request) throws Exception {
    Run run = named(request).run();
    RerunOrder order = request.body(RerunOrder.class);
    RunsService runs = backend.runs(request.caller().actor());
    follow(request, "run.rerun", run, order.reason(), () -> runs.rerun(run.id().hex(), null));
  }

  /** Answers with a run that follows another one of its slot. */
  private void follow(
      Request request, String verb, Run run, @Nullable String reason, Callable<Again> act)
      throws Exception {
    String object = run.id().hex() + " " + run.slot();
    Again again = audit.of(request, verb, object, reason == null ? "" : reason, act);
    String id = again.run().id().hex();
    request.context().header("Location", ALL + "/" + id);
    request.json(202, RunDocument.of(again.run()));
  }
}
