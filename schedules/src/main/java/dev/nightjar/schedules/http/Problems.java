package dev.nightjar.schedules.http;

import dev.nightjar.run.LedgerException;
import dev.nightjar.schedules.wire.Problem;
import dev.nightjar.store.CanonicalJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;

/** Turns everything that can go wrong into a problem document, and never shows a stack trace. */
final class Problems {

  private final Backend backend;

  Problems(Backend backend) {
    this.backend = backend;
  }

  /** Says how each exception is answered; the most exact class counts. */
  void register(RoutesConfig routes) {
    routes.exception(
        Refusal.class,
        (refusal, ctx) -> {
          refusal.headers().forEach(ctx::header);
          answer(ctx, refusal.status(), refusal.detail());
        });
    routes.exception(
        IllegalArgumentException.class,
        (e, ctx) -> answer(ctx, HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage())));
    routes.exception(HttpResponseException.class, Problems::framework);
    routes.exception(
        LedgerException.class,
        (e, ctx) -> unavailable(ctx, "the ledger does not answer just now", e));
    // The asker went away, or was too slow; nobody reads an answer.
    routes.exception(
        EofException.class,
        (e, ctx) -> answer(ctx, HttpStatus.REQUEST_TIMEOUT_408, "the request did not arrive"));
    routes.exception(
        IOException.class,
        (e, ctx) -> unavailable(ctx, "the store of objects does not answer just now", e));
    routes.exception(Exception.class, this::unexpected);
  }

  private void unavailable(Context ctx, String detail, Exception why) {
    backend.trouble(ctx.method() + " " + ctx.path() + " was not answered", why);
    ctx.header("Retry-After", "5");
    answer(ctx, HttpStatus.SERVICE_UNAVAILABLE_503, detail);
  }

  private void unexpected(Exception why, Context ctx) {
    backend.trouble(ctx.method() + " " + ctx.path() + " failed", why);
    answer(
        ctx,
        HttpStatus.INTERNAL_SERVER_ERROR_500,
        "something unexpected happened; the server's log says what");
  }

  private static void framework(HttpResponseException e, Context ctx) {
    String detail = String.valueOf(e.getMessage());
    if (e instanceof MethodNotAllowedResponse) {
      String allowed = String.join(", ", new TreeSet<>(e.getDetails().values()));
      ctx.header("Allow", allowed.replaceAll("[^A-Z, ]", ""));
      detail = ctx.method() + " cannot be said here";
    } else if (e.getStatus() == HttpStatus.NOT_FOUND_404) {
      detail = "there is nothing at " + ctx.path() + "; /api/v1/openapi.json says what there is";
    }
    answer(ctx, e.getStatus(), detail);
  }

  private static void answer(Context ctx, int status, String detail) {
    ctx.status(status);
    ctx.contentType(Problem.TYPE);
    ctx.header("Cache-Control", "no-store");
    ctx.removeHeader("ETag");
    ctx.result(text(status, detail, ctx.path()));
  }

  /** A problem as bytes of JSON. */
  static byte[] text(int status, String detail, String path) {
    Problem problem = Problem.of(status, HttpStatus.getMessage(status), detail, path);
    return CanonicalJson.pretty(problem).getBytes(StandardCharsets.UTF_8);
  }
}
