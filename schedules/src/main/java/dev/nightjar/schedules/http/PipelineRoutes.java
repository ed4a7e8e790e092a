package dev.nightjar.schedules.http;

import dev.nightjar.access.Role;
import dev.nightjar.run.Run;
import dev.nightjar.run.ScheduleState;
import dev.nightjar.run.SlotStatus;
import dev.nightjar.schedules.PipelineService.Pipeline;
import dev.nightjar.schedules.SlotName;
import dev.nightjar.schedules.wire.Page;
import dev.nightjar.schedules.wire.PauseDocument;
import dev.nightjar.schedules.wire.PipelineDocument;
import dev.nightjar.schedules.wire.Reason;
import dev.nightjar.schedules.wire.RunDocument;
import dev.nightjar.schedules.wire.SlotDocument;
import dev.nightjar.schedules.wire.TriggerOrder;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.text.Nearest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pipelines, their slots and their schedules. */
final class PipelineRoutes {

  private static final String ALL = Routes.API + "/pipelines";
  private static final String ONE = ALL + "/{pipeline}";
  private static final int NEXT = 5;

  private final Backend backend;
  private final Audit audit;

  PipelineRoutes(Backend backend) {
    this.backend = backend;
    this.audit = new Audit(backend.access());
  }

  List<Route> all() {
    return List.of(
        Route.get(ALL, this::list, "cursor", "limit"),
        Route.get(ONE, this::show),
        Route.get(ONE + "/slots", this::slots, "lane", "cursor", "limit"),
        Route.get(ONE + "/schedule", this::schedule),
        Route.post(ONE + "/pause", Role.OPERATOR, this::pause),
        Route.post(ONE + "/resume", Role.OPERATOR, this::resume),
        Route.post(ONE + "/trigger", Role.OPERATOR, this::trigger));
  }

  private void list(Request request) {
    Map<String, ScheduleState> states = states();
    request.json(
        Page.of(
            backend.pipelines().all(),
            Pipeline::name,
            request.query("cursor").orElse(null),
            request.limit(),
            pipeline -> document(pipeline, states.get(pipeline.name()))));
  }

  private Map<String, ScheduleState> states() {
    return backend.orchestrator(backend.localUser()).schedules().stream()
        .collect(Collectors.toMap(ScheduleState::pipeline, Function.identity()));
  }

  private void show(Request request) {
    Pipeline pipeline = named(request);
    request.json(document(pipeline, states().get(pipeline.name())));
  }

  private PipelineDocument document(Pipeline pipeline, @Nullable ScheduleState state) {
    List<SlotStatus> latest = backend.listing().slots(pipeline.name(), "", null, 1);
    return PipelineDocument.of(
        pipeline,
        state == null || !state.isPaused() ? null : PauseDocument.of(state),
        backend.pipelines().next(pipeline.name(), NEXT),
        latest.isEmpty() ? null : SlotDocument.of(latest.get(0)));
  }

  /** The pipeline that the path names. */
  private Pipeline named(Request request) {
    return named(backend, request.path("pipeline"));
  }

  /** The pipeline of that name; refuses where there is none. */
  static Pipeline named(Backend backend, String name) {
    List<Pipeline> all = backend.pipelines().all();
    return all.stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "there is no pipeline "
                        + name
                        + Nearest.hint(name, all.stream().map(Pipeline::name).toList())));
  }

  private void slots(Request request) {
    Instant before = request.query("cursor").map(PipelineRoutes::time).orElse(null);
    int limit = request.limit();
    // A pipeline that is not served any more still has its history.
    List<SlotStatus> slots =
        backend
            .listing()
            .slots(request.path("pipeline"), request.query("lane").orElse(""), before, limit + 1);
    if (slots.isEmpty() && before == null) {
      named(request);
    }
    boolean more = slots.size() > limit;
    List<SlotDocument> page =
        slots.subList(0, Math.min(limit, slots.size())).stream().map(SlotDocument::of).toList();
    request.json(
        new Page<>(page, more ? page.get(page.size() - 1).logicalTime().toString() : null));
  }

  private static Instant time(String cursor) {
    try {
      return Instant.parse(cursor);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "not a cursor: " + cursor + "; expected the next of an earlier page", e);
    }
  }

  private void schedule(Request request) {
    request.json(paused(named(request).name()));
  }

  private PauseDocument paused(String pipeline) {
    ScheduleState state = states().get(pipeline);
    return state == null ? PauseDocument.none(pipeline) : PauseDocument.of(state);
  }

  private void pause(Request request) throws Exception {
    String pipeline = named(request).name();
    String reason = Request.reason(request.body(Reason.class).reason());
    request.json(
        changed(
            request,
            "schedule.pause",
            pipeline,
            reason,
            () -> backend.orchestrator(request.caller().actor()).pause(pipeline, reason)));
  }

  private void resume(Request request) throws Exception {
    String pipeline = named(request).name();
    String reason = Request.reason(request.body(Reason.class).reason());
    request.json(
        changed(
            request,
            "schedule.resume",
            pipeline,
            reason,
            () -> backend.orchestrator(request.caller().actor()).resume(pipeline)));
  }

  /** One change at a time, so that what If-Match asks for holds until it is made. */
  private synchronized ScheduleState changed(
      Request request,
      String verb,
      String pipeline,
      String reason,
      java.util.concurrent.Callable<ScheduleState> act)
      throws Exception {
    return audit.of(
        request,
        verb,
        pipeline,
        reason,
        () -> {
          request.requireMatch(
              Request.etag(CanonicalJson.pretty(paused(pipeline))), "the schedule of " + pipeline);
          return act.call();
        });
  }

  private void trigger(Request request) throws Exception {
    String pipeline = named(request).name();
    TriggerOrder order = request.body(TriggerOrder.class);
    String slot = Request.said(order.slot());
    String reason = order.reason() == null ? "" : order.reason();
    Run run =
        audit.of(
            request,
            "schedule.trigger",
            pipeline + (slot == null ? "" : " · " + slot),
            reason,
            () ->
                backend
                    .pipelines()
                    .trigger(
                        pipeline,
                        slot == null ? null : SlotName.parse(slot),
                        Boolean.TRUE.equals(order.again()),
                        order.params() == null ? Map.of() : order.params()));
    request.context().header("Location", Routes.API + "/runs/" + run.id().hex());
    request.json(202, RunDocument.of(run));
  }
}
