package dev.nightjar.schedules.http;

import io.javalin.config.JettyConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one asker, or many, may take of a server.
 *
 * @param requests how many are answered at once; more are refused, to be tried again
 * @param idle how long a connection may say nothing
 * @param slowest fewer bytes of a body in a second than this end the request
 */
public record Limits(int requests, Duration idle, int slowest) {

  private static final Logger LOG = LoggerFactory.getLogger(Limits.class);
  private static final int HEADERS = 8 * 1024;
  private static final int CONNECTIONS = 256;
  private static final int THREADS = 4;
  private static final int HEARD_OUT = 16 * Request.LARGEST_BODY;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String PERMIT = "permit";

  /** For a server that people and a few programs ask. */
  public static Limits standard() {
    return new Limits(24, Duration.ofSeconds(15), 256);
  }

  void configure(JettyConfig jetty) {
    // Some of Jetty's threads accept and select.
    QueuedThreadPool threads = new QueuedThreadPool(requests + THREADS, THREADS);
    threads.setName("http");
    threads.setDaemon(true);
    jetty.threadPool = threads;
    jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setSendDateHeader(false);
          http.setRequestHeaderSize(HEADERS);
          http.setIdleTimeout(idle.toMillis());
          // What is left of a body that is far too large is not read.
          http.setMaxUnconsumedRequestContentReads(1);
        });
    jetty.modifyServer(
        server -> {
          server.setErrorHandler(new JettyErrors());
          server.addBean(new NetworkConnectionLimit(CONNECTIONS, server));
          server.setStopTimeout(0);
        });
    jetty.modifyServletContextHandler(
        context -> {
          context.setErrorHandler(new JettyErrors());
          context.insertHandler(new MinimumDataRateHandler(slowest, 0));
        });
  }

  void register(RoutesConfig routes) {
    Semaphore permits = new Semaphore(requests);
    routes.before(
        ctx -> {
          if (!permits.tryAcquire()) {
            throw Refusal.tooManyRequests("too many requests at once", 1);
          }
          ctx.attribute(PERMIT, permits);
          refuseLargeBody(ctx);
        });
    routes.after(
        ctx -> {
          Semaphore held = ctx.attribute(PERMIT);
          if (held != null) {
            hearOut(ctx);
            ctx.attribute(PERMIT, null);
            held.release();
          }
        });
  }

  /** Who is still writing when the connection is closed is told of that, and not of the answer. */
  private static void hearOut(Context ctx) {
    // Who asked whether to write a body has not written it.
    if (ctx.header("Expect") != null || ctx.req().getContentLengthLong() > HEARD_OUT) {
      return;
    }
    byte[] unused = new byte[HEADERS];
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (InputStream in = ctx.req().getInputStream()) {
      int all = 0;
      int some = 0;
      while (some >= 0 && all <= HEARD_OUT && System.nanoTime() < end) {
        some = in.read(unused);
        all += some;
      }
    } catch (IOException e) {
      LOG.debug("the rest of a body did not come: {}", e.getMessage());
    }
  }

  private static void refuseLargeBody(Context ctx) {
    if (ctx.req().getContentLengthLong() > Request.LARGEST_BODY) {
      throw Refusal.tooLarge("the body is larger than %d bytes".formatted(Request.LARGEST_BODY));
    }
  }
}
