package dev.nightjar.schedules.http;

import dev.nightjar.access.Role;
import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillSlot;
import dev.nightjar.schedules.BackfillConflict;
import dev.nightjar.schedules.BackfillForecast;
import dev.nightjar.schedules.BackfillService;
import dev.nightjar.schedules.BackfillService.Opened;
import dev.nightjar.schedules.wire.BackfillDocument;
import dev.nightjar.schedules.wire.BackfillNight;
import dev.nightjar.schedules.wire.BackfillOrder;
import dev.nightjar.schedules.wire.BackfillSlotDocument;
import dev.nightjar.schedules.wire.NightDocument;
import dev.nightjar.schedules.wire.OpenedDocument;
import dev.nightjar.schedules.wire.Page;
import dev.nightjar.schedules.wire.Reason;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Backfills: what they would do, what they do, and what became of their nights. */
final class BackfillRoutes {

  private static final String ALL = Routes.API + "/backfills";
  private static final String ONE = ALL + "/{backfill}";

  private final Backend backend;
  private final Audit audit;

  BackfillRoutes(Backend backend) {
    this.backend = backend;
    this.audit = new Audit(backend.access());
  }

  List<Route> all() {
    return List.of(
        Route.get(ALL, this::list, "cursor", "limit"),
        Route.post(ALL, Role.OPERATOR, this::start),
        Route.post(ALL + "/plan", Role.OPERATOR, this::plan),
        Route.get(ONE, this::show),
        Route.get(ONE + "/slots", this::slots, "cursor", "limit"),
        Route.get(ONE + "/slots/{place}", this::night),
        Route.get(ONE + "/report", this::report, "format", "width", "colour"),
        Route.post(ONE + "/pause", Role.OPERATOR, this::pause),
        Route.post(ONE + "/resume", Role.OPERATOR, this::resume),
        Route.post(ONE + "/cancel", Role.OPERATOR, this::cancel));
  }

  private BackfillService backfills(Request request) {
    return backend.backfills(request.caller().actor());
  }

  private void list(Request request) {
    int limit = request.limit();
    List<Backfill> found = backfills(request).before(cursor(request, Long.MAX_VALUE), limit + 1);
    List<Backfill> page = found.subList(0, Math.min(limit, found.size()));
    request.json(
        new Page<>(
            page.stream().map(BackfillDocument::of).toList(),
            page.size() < found.size() ? Long.toString(page.get(page.size() - 1).id()) : null));
  }

  private static long cursor(Request request, long otherwise) {
    String cursor = request.query("cursor").orElse("");
    if (!cursor.matches("\\d{0,18}")) {
      throw new IllegalArgumentException(
          "not a cursor: " + cursor + "; expected the next of an earlier page");
    }
    return cursor.isEmpty() ? otherwise : Long.parseLong(cursor);
  }

  private void plan(Request request) throws IOException {
    BackfillOrder order = order(request);
    BackfillForecast forecast = backfills(request).plan(Path.of(order.pipeline()), order.request());
    request.json(forecast);
  }

  /** The order of a body; its pipeline is one that is served. */
  private BackfillOrder order(Request request) {
    BackfillOrder order = request.body(BackfillOrder.class);
    PipelineRoutes.named(backend, order.pipeline());
    return order;
  }

  private void start(Request request) throws Exception {
    BackfillOrder order = order(request);
    if (order.promotes()) {
      requireMayPromote(request);
    }
    String reason = order.reason() == null ? "" : order.reason();
    Opened opened =
        audit.of(
            request,
            "backfill.start",
            order.pipeline() + (order.promotes() ? " promoting" : ""),
            reason,
            () -> {
              try {
                return backfills(request).open(Path.of(order.pipeline()), order.request());
              } catch (BackfillConflict e) {
                throw Refusal.conflict(String.valueOf(e.getMessage()));
              }
            });
    OpenedDocument answer = OpenedDocument.of(opened);
    Backfill backfill = opened.backfill();
    if (backfill == null || opened.joined()) {
      request.json(answer);
    } else {
      request.context().header("Location", ALL + "/" + backfill.id());
      request.json(201, answer);
    }
  }

  /** Who lets nights move the champion decides as much as who moves it. */
  private void requireMayPromote(Request request) {
    if (!request.caller().role().covers(Role.APPROVER)) {
      String detail =
          "token %s is %s, and a backfill that promotes wants %s"
              .formatted(
                  request.caller().actor(), request.caller().role().text(), Role.APPROVER.text());
      audit.refused(request.caller().actor(), request.context(), detail);
      throw Refusal.forbidden(detail);
    }
  }

  /** The backfill that the path names. */
  private Backfill named(Request request) {
    String id = request.path("backfill");
    if (!id.matches("\\d{1,18}")) {
      throw Refusal.notFound("there is no backfill " + id + "; they are numbers, counted from 1");
    }
    try {
      return backfills(request).find(Long.parseLong(id));
    } catch (IllegalArgumentException e) {
      throw Refusal.notFound(String.valueOf(e.getMessage()));
    }
  }

  private void show(Request request) {
    request.json(BackfillDocument.of(named(request)));
  }

  private void slots(Request request) {
    long after = cursor(request, 0);
    int limit = request.limit();
    List<BackfillSlotDocument> rest =
        backfills(request).slots(named(request).id()).stream()
            .filter(slot -> slot.place() > after)
            .limit(limit + 1L)
            .map(BackfillSlotDocument::of)
            .toList();
    boolean more = rest.size() > limit;
    request.json(
        new Page<>(
            more ? rest.subList(0, limit) : rest,
            more ? Integer.toString(rest.get(limit - 1).place()) : null));
  }

  private void night(Request request) throws IOException {
    Backfill backfill = named(request);
    String place = request.path("place");
    BackfillSlot slot =
        backfills(request).slots(backfill.id()).stream()
            .filter(s -> Integer.toString(s.place()).equals(place))
            .findFirst()
            .orElseThrow(
                () ->
                    Refusal.notFound(
                        "backfill %d has no slot %s; they are counted from 1"
                            .formatted(backfill.id(), place)));
    request.json(
        new BackfillNight(
            BackfillSlotDocument.of(slot),
            backfills(request)
                .night(backfill.id(), slot.place())
                .map(NightDocument::of)
                .orElse(null)));
  }

  private void report(Request request) throws IOException {
    BackfillService.Report report = backfills(request).report(named(request).id());
    switch (Form.of(request, Form.HTML, Form.JSON, Form.MARKDOWN, Form.TEXT)) {
      case HTML -> ReportRoutes.html(request, report.html());
      case JSON -> request.send(Form.JSON.type(), report.json());
      case MARKDOWN -> request.send(Form.MARKDOWN.type(), report.markdown());
      case TEXT ->
          request.send(
              Form.TEXT.type(),
              report.text(ModelRoutes.colour(request), ModelRoutes.width(request)));
    }
  }

  private void pause(Request request) throws Exception {
    String reason = Request.reason(request.body(Reason.class).reason());
    changed(request, "backfill.pause", reason, id -> backfills(request).pause(id, reason));
  }

  private void resume(Request request) throws Exception {
    String reason = Request.reason(request.body(Reason.class).reason());
    changed(request, "backfill.resume", reason, id -> backfills(request).resume(id));
  }

  private void cancel(Request request) throws Exception {
    String reason = Request.reason(request.body(Reason.class).reason());
    changed(request, "backfill.cancel", reason, id -> backfills(request).cancel(id, reason));
  }

  @FunctionalInterface
  private interface Change {
    Backfill of(long id);
  }

  private void changed(Request request, String verb, String reason, Change change)
      throws Exception {
    Backfill before = named(request);
    Callable<Backfill> act =
        () -> {
          String etag = Request.etag(CanonicalJson.pretty(BackfillDocument.of(before)));
          request.requireMatch(etag, "backfill " + before.id());
          try {
            return change.of(before.id());
          } catch (BackfillConflict e) {
            throw Refusal.conflict(String.valueOf(e.getMessage()));
          }
        };
    Backfill after =
        audit.of(request, verb, before.id() + " " + before.spec().pipeline(), reason, act);
    request.json(BackfillDocument.of(after));
  }
}
