package dev.nightjar.jobs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntSupplier;

/** A collector on loopback that answers as a test says. */
public final class LoopbackCollector implements AutoCloseable {

  /** What was sent, and with which key. */
  public static final class Received {

    private final String method;
    private final String path;
    private final String authorization;
    private final byte[] body;

    Received(String method, String path, String authorization, byte[] body) {
      this.method = method;
      this.path = path;
      this.authorization = authorization;
      this.body = body.clone();
    }

    public String method() {
      return method;
    }

    public String path() {
      return path;
    }

    public String authorization() {
      return authorization;
    }

    public byte[] body() {
      return body.clone();
    }

    /** The body as text. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  public final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final IntSupplier status;

  /**
   * A collector.
   *
   * @param status of the next answer; 0: there is none
   */
  public LoopbackCollector(IntSupplier status) throws IOException {
    this.status = status;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Its address, without a path. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String key = exchange.getRequestHeaders().getFirst("Authorization");
      int answer = status.getAsInt();
      received.add(
          new Received(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              String.valueOf(key),
              body));
      if (answer == 0) {
        end.await();
      } else {
        exchange.sendResponseHeaders(answer, -1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
