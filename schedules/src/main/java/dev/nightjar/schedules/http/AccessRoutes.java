package dev.nightjar.schedules.http;

import dev.nightjar.access.AccessToken;
import dev.nightjar.access.AuditPage;
import dev.nightjar.access.Role;
import dev.nightjar.schedules.AccessService;
import dev.nightjar.schedules.AccessService.Issued;
import dev.nightjar.schedules.wire.AuditDocument;
import dev.nightjar.schedules.wire.Page;
import dev.nightjar.schedules.wire.Reason;
import dev.nightjar.schedules.wire.TokenDocument;
import dev.nightjar.schedules.wire.TokenOrder;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokens and the audit log. */
final class AccessRoutes {

  private static final String TOKENS = Routes.API + "/tokens";

  private final Backend backend;

  AccessRoutes(Backend backend) {
    this.backend = backend;
  }

  List<Route> all() {
    return List.of(
        Route.get(TOKENS, this::list, "cursor", "limit").by(Role.ADMIN),
        Route.post(TOKENS, Role.ADMIN, this::create),
        Route.post(TOKENS + "/{token}/revoke", Role.ADMIN, this::revoke),
        Route.get(Routes.API + "/audit", this::audit, "cursor", "limit").by(Role.ADMIN));
  }

  private AccessService tokens(Request request) {
    return backend.tokens(request.caller().actor(), request.caller().origin());
  }

  private void list(Request request) {
    request.json(
        Page.of(
            tokens(request).tokens(),
            AccessToken::name,
            request.query("cursor").orElse(null),
            request.limit(),
            TokenDocument::of));
  }

  private void create(Request request) {
    TokenOrder order = request.body(TokenOrder.class);
    if (backend.access().tokens().stream().anyMatch(t -> t.name().equals(order.name()))) {
      throw Refusal.conflict("there is a token " + order.name() + " already; a name is given once");
    }
    Issued issued =
        tokens(request).create(order.name(), Role.parse(order.role()), lasts(order.lasts()));
    request.json(201, TokenDocument.of(issued.token(), issued.secret()));
  }

  private static @Nullable Duration lasts(@Nullable String text) {
    try {
      return text == null ? null : Duration.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "lasts: expected a duration such as PT720H, found " + text, e);
    }
  }

  private void revoke(Request request) {
    String name = request.path("token");
    if (backend.access().tokens().stream().noneMatch(t -> t.name().equals(name))) {
      throw Refusal.notFound("there is no token " + name);
    }
    String reason = Request.reason(request.body(Reason.class).reason());
    request.json(TokenDocument.of(tokens(request).revoke(name, reason)));
  }

  private void audit(Request request) {
    Long before = request.query("cursor").map(AccessRoutes::place).orElse(null);
    AuditPage page = tokens(request).audit(before, request.limit());
    request.json(
        new Page<>(
            page.entries().stream().map(AuditDocument::of).toList(),
            page.next() == null ? null : page.next().toString()));
  }

  private static Long place(String cursor) {
    if (!cursor.matches("\\d{1,18}")) {
      throw new IllegalArgumentException(
          "not a cursor: " + cursor + "; expected the next of an earlier page");
    }
    return Long.valueOf(cursor);
  }
}
