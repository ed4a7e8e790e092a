package dev.nightjar.schedules.http;

import dev.nightjar.schedules.Listen;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.List;
import java.util.Set;

/** The HTTP API of a workspace. Thread-safe. */
public final class ApiServer implements AutoCloseable {

  private static final String POLICY = "default-src 'none'; frame-ancestors 'none'";

  private final Javalin javalin;
  private final Listen listen;

  private ApiServer(Javalin javalin, Listen listen) {
    this.javalin = javalin;
    this.listen = listen;
  }

  /**
   * Starts a server.
   *
   * @param hostNames what else it may be called, behind a proxy for instance
   * @throws IllegalArgumentException when the port is in use, or it would listen to other machines
   *     though no token could be asked for; the message says what helps
   */
  public static ApiServer start(
      Listen listen, List<String> hostNames, Backend backend, Limits limits) {
    requireTokens(listen, backend);
    Set<String> names = HostNames.of(listen, hostNames);
    List<Route> routes = Routes.all(backend);
    Javalin javalin =
        Javalin.create(config -> configure(config, listen, names, backend, limits, routes));
    try {
      javalin.start();
    } catch (RuntimeException e) {
      javalin.stop();
      throw unstarted(listen, e);
    }
    return new ApiServer(javalin, listen);
  }

  private static void requireTokens(Listen listen, Backend backend) {
    if (listen.isLoopback()) {
      return;
    }
    java.time.Instant now = backend.access().now();
    if (backend.access().tokens().stream().noneMatch(token -> token.isValid(now))) {
      throw new IllegalArgumentException(
          "listening on %s would let other machines in, and there is no token that could be asked"
                  .formatted(listen)
              + " for: make one with nightjar token create NAME --role admin, or listen on"
              + " 127.0.0.1 only");
    }
  }

  private static void configure(
      JavalinConfig config,
      Listen listen,
      Set<String> names,
      Backend backend,
      Limits limits,
      List<Route> routes) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = Request.LARGEST_BODY;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.host = listen.host();
    config.jetty.port = listen.port();
    limits.configure(config.jetty);
    new Problems(backend).register(config.routes);
    config.routes.before(ApiServer::harden);
    limits.register(config.routes);
    Doorkeeper door = new Doorkeeper(backend, listen, names, new Audit(backend.access()));
    config.routes.before(door::requireOurName);
    for (Route route : routes) {
      config.routes.addHttpHandler(route.method(), route.path(), ctx -> answer(route, door, ctx));
    }
  }

  private static void harden(Context ctx) {
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Content-Security-Policy", POLICY);
    ctx.header("X-Frame-Options", "DENY");
    ctx.header("Referrer-Policy", "no-referrer");
    ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    ctx.header("Cache-Control", "no-store");
  }

  private static void answer(Route route, Doorkeeper door, Context ctx) throws Exception {
    Caller caller = door.admit(ctx, route.role());
    for (String name : ctx.queryParamMap().keySet()) {
      if (!route.query().contains(name)) {
        throw Refusal.badRequest(
            "there is no parameter %s%s (known: %s)"
                .formatted(
                    name,
                    dev.nightjar.text.Nearest.hint(name, route.query()),
                    route.query().isEmpty() ? "none" : String.join(", ", route.query())));
      }
    }
    route.answer().to(new Request(ctx, caller));
  }

  private static RuntimeException unstarted(Listen listen, RuntimeException why) {
    for (Throwable cause = why; cause != null; cause = cause.getCause()) {
      if (cause instanceof JavalinBindException || cause instanceof BindException) {
        return new IllegalArgumentException(
            "cannot listen on %s: the port is in use, or the address is none of this machine;"
                    .formatted(listen)
                + " say another with --listen HOST:PORT, or --listen off",
            why);
      }
      if (cause instanceof java.io.IOException io) {
        return new UncheckedIOException("cannot listen on " + listen + ": " + io.getMessage(), io);
      }
    }
    return why;
  }

  /** Where it listens, with the port that it found when it was given none. */
  public Listen listen() {
    return new Listen(listen.host(), javalin.port());
  }

  /** Ends it; what is being answered is cut off. */
  @Override
  public void close() {
    javalin.stop();
  }
}
