package dev.nightjar.jobs.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** A receiver of webhooks on loopback that records them, and answers as it is told. */
public final class Receiver implements AutoCloseable {

  /** What came. */
  public record Call(String method, Map<String, String> headers, String body) {

    /** The body, which has to be JSON. */
    public JsonNode json() {
      try {
        return CanonicalJson.parse(body.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The first line of the alert in a CloudEvent. */
    public String headline() {
      return json().path("data").path("headline").asText();
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile int status = 200;
  private volatile Map<String, String> headers = Map.of();
  private volatile String body = "";
  private volatile boolean hangs;
  private volatile CountDownLatch missing = new CountDownLatch(0);

  /** One that takes everything. */
  public Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Its address, with a path that no message may show. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hidden-token";
  }

  /** What came, in order; a test may wait for more. */
  public BlockingQueue<Call> calls() {
    return calls;
  }

  /** The headlines of what came. */
  public List<String> headlines() {
    return calls.stream().map(Call::headline).toList();
  }

  /** Answers so from now on. */
  public void answer(int with, Map<String, String> and, String text) {
    hangs = false;
    status = with;
    headers = and;
    body = text;
  }

  /** Records and never answers from now on. */
  public void hang() {
    hangs = true;
  }

  /** Answers nobody until so many have called: who sends one after another is one of them. */
  public void awaitCalls(int callers) {
    missing = new CountDownLatch(callers);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      exchange.getRequestHeaders().forEach((name, values) -> seen.put(name, values.get(0)));
      String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      calls.add(new Call(exchange.getRequestMethod(), seen, sent));
      missing.countDown();
      missing.await();
      if (hangs) {
        end.await();
        return;
      }
      headers.forEach(exchange.getResponseHeaders()::set);
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
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
