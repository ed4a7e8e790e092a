package dev.nightjar.schedules.http;

import dev.nightjar.access.Role;
import dev.nightjar.registry.RegistryException;
import dev.nightjar.schedules.RegistryService;
import dev.nightjar.schedules.RegistryService.Act;
import dev.nightjar.schedules.RegistryService.Card;
import dev.nightjar.schedules.RegistryService.Event;
import dev.nightjar.schedules.RegistryService.Standing;
import dev.nightjar.schedules.RegistryService.Version;
import dev.nightjar.schedules.wire.Page;
import dev.nightjar.schedules.wire.PromoteOrder;
import dev.nightjar.schedules.wire.RollbackOrder;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Models: where they stand, their versions, what happened to them, and who is champion. */
final class ModelRoutes {

  private static final String ALL = Routes.API + "/models";
  private static final String ONE = ALL + "/{model}";
  private static final int WIDTH = 100;

  private final Backend backend;
  private final Audit audit;

  ModelRoutes(Backend backend) {
    this.backend = backend;
    this.audit = new Audit(backend.access());
  }

  List<Route> all() {
    return List.of(
        Route.get(ALL, this::list, "cursor", "limit"),
        Route.get(ONE, this::show),
        Route.get(ONE + "/versions", this::versions, "cursor", "limit"),
        Route.get(ONE + "/versions/{version}", this::card, "format", "width", "colour"),
        Route.get(ONE + "/log", this::log, "cursor", "limit"),
        Route.post(ONE + "/promote", Role.APPROVER, this::promote),
        Route.post(ONE + "/rollback", Role.APPROVER, this::rollback));
  }

  private RegistryService models(Request request) {
    return backend.models(request.caller().actor());
  }

  private void list(Request request) throws IOException {
    request.json(
        Page.of(
            models(request).names().stream().sorted().toList(),
            Function.identity(),
            request.query("cursor").orElse(null),
            request.limit(),
            Function.identity()));
  }

  /** The model that the path names. */
  private String named(Request request) throws IOException {
    String name = request.path("model");
    List<String> names = models(request).names();
    if (!names.contains(name)) {
      throw Refusal.notFound("there is no model " + name + Nearest.hint(name, names));
    }
    return name;
  }

  private void show(Request request) throws IOException {
    request.json(models(request).standing(named(request)));
  }

  private void versions(Request request) throws IOException {
    String model = named(request);
    long before = before(request);
    int limit = request.limit();
    List<Version> rest =
        models(request).versions(model).stream().filter(v -> v.seq() < before).toList();
    List<Version> page = rest.subList(0, Math.min(limit, rest.size()));
    request.json(
        new Page<>(
            page,
            page.size() < rest.size() ? Long.toString(page.get(page.size() - 1).seq()) : null));
  }

  private static long before(Request request) {
    String cursor = request.query("cursor").orElse("");
    if (!cursor.matches("\\d{0,18}")) {
      throw new IllegalArgumentException(
          "not a cursor: " + cursor + "; expected the next of an earlier page");
    }
    return cursor.isEmpty() ? Long.MAX_VALUE : Long.parseLong(cursor);
  }

  private void card(Request request) throws IOException {
    String model = named(request);
    Card card;
    try {
      card = models(request).card(model, request.path("version"));
    } catch (RegistryException | IllegalArgumentException e) {
      throw Refusal.notFound(String.valueOf(e.getMessage()));
    }
    switch (Form.of(request, Form.JSON, Form.MARKDOWN, Form.TEXT)) {
      case MARKDOWN -> request.send(Form.MARKDOWN.type(), card.markdown());
      case TEXT -> request.send(Form.TEXT.type(), card.text(colour(request), width(request)));
      case JSON, HTML -> request.send(Form.JSON.type(), card.json());
    }
  }

  static boolean colour(Request request) {
    return request.query("colour").filter("true"::equals).isPresent();
  }

  static int width(Request request) {
    return request.query("width").map(text -> Request.number("width", text)).orElse(WIDTH);
  }

  private void log(Request request) throws IOException {
    List<Event> events = models(request).before(named(request), before(request), request.limit());
    boolean more = !events.isEmpty() && events.get(0).seq() > 1;
    request.json(new Page<>(events, more ? Long.toString(events.get(0).seq()) : null));
  }

  private void promote(Request request) throws Exception {
    String model = named(request);
    PromoteOrder order = request.body(PromoteOrder.class);
    String reason = Request.reason(order.reason());
    request.json(
        changed(
            request,
            "model.promote",
            model + " " + order.version(),
            reason,
            () -> models(request).force(model, order.version(), reason)));
  }

  private void rollback(Request request) throws Exception {
    String model = named(request);
    RollbackOrder order = request.body(RollbackOrder.class);
    Act act = new Act(Request.reason(order.reason()), Boolean.TRUE.equals(order.force()));
    String to = Request.said(order.to());
    request.json(
        changed(
            request,
            "model.rollback",
            model + (to == null ? "" : " " + to),
            act.reason(),
            () -> models(request).rollback(model, to, act)));
  }

  /** One change at a time, so that what If-Match asks for holds until it is made. */
  private synchronized Standing changed(
      Request request, String verb, String object, String reason, Callable<Standing> act)
      throws Exception {
    return audit.of(
        request,
        verb,
        object,
        reason,
        () -> {
          Standing standing = models(request).standing(request.path("model"));
          request.requireMatch(Request.etag(CanonicalJson.pretty(standing)), "the model");
          try {
            return act.call();
          } catch (RegistryException e) {
            throw Refusal.conflict(String.valueOf(e.getMessage()));
          }
        });
  }
}
