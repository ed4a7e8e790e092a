package dev.nightjar.jobs.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A server of this machine that answers as a test says, in the words that Amazon documents. What
 * the test leaves to it, it does itself: objects in memory, created only when their key is free.
 */
final class S3Stub implements AutoCloseable {

  private static final String TAG = "x-amz-meta-" + S3Writer.TAG;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Rule rule;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Held> objects = new ConcurrentSkipListMap<>();

  /** What the server answers; a status of 0 hangs up without an answer. */
  record Answer(int status, Map<String, String> headers, String body, int promised) {

    Answer(int status, Map<String, String> headers, String body) {
      this(status, headers, body, body.length());
    }

    /** An object of which the connection lets only the beginning through. */
    static Answer cut(String beginning, int length) {
      return new Answer(200, Map.of("ETag", "\"1\""), beginning, length);
    }

    /** An error as S3 writes it. */
    static Answer error(int status, String code, String message) {
      return new Answer(
          status,
          Map.of("Content-Type", "application/xml"),
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>%s</Message></Error>"
              .formatted(code, message));
    }
  }

  /**
   * A request.
   *
   * @param path with the query
   * @param createOnly whether it carries If-None-Match
   * @param range which bytes it asks for; empty: all
   */
  record Request(String method, String path, boolean createOnly, String range) {}

  /** Says what a request is answered; null: what a good server answers. */
  @FunctionalInterface
  interface Rule {
    @Nullable Answer answer(Request request, S3Stub stub);
  }

  private record Held(String body, @Nullable String tag) {}

  S3Stub(Rule rule) throws IOException {
    this.rule = rule;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Method and path of every request so far. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** The paths of the objects that are there. */
  List<String> held() {
    return List.copyOf(objects.keySet());
  }

  /** Puts an object there as another writer would. */
  void put(String path, String body, @Nullable String tag) {
    objects.put(path, new Held(body, tag));
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
    boolean signed =
        String.valueOf(exchange.getRequestHeaders().getFirst("x-amz-content-sha256"))
            .startsWith("STREAMING");
    String body = signed ? unchunked(sent) : sent;
    boolean createOnly = "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    String range = exchange.getRequestHeaders().getFirst("Range");
    Request request =
        new Request(exchange.getRequestMethod(), path, createOnly, range == null ? "" : range);
    requests.add(request.method() + " " + path);
    Answer ruled = rule.answer(request, this);
    Answer answer =
        ruled == null
            ? good(request, body, exchange.getRequestHeaders().getFirst(TAG))
            : ruled.status() == COMMIT_THEN_HANG_UP
                ? hangUpAfter(request, body, exchange.getRequestHeaders().getFirst(TAG))
                : ruled;
    send(exchange, request, answer);
  }

  /** A body that the SDK signed piece by piece: size;chunk-signature, line feed, piece. */
  private static String unchunked(String sent) {
    StringBuilder body = new StringBuilder();
    int at = 0;
    while (at < sent.length()) {
      int length = Integer.parseInt(sent.substring(at, sent.indexOf(';', at)), 16);
      if (length == 0) {
        break;
      }
      int begin = sent.indexOf("\r\n", at) + 2;
      body.append(sent, begin, begin + length);
      at = begin + length + 2;
    }
    return body.toString();
  }

  /** The write is done, and the answer lost. */
  static final int COMMIT_THEN_HANG_UP = -1;

  private Answer hangUpAfter(Request request, String body, @Nullable String tag) {
    good(request, body, tag);
    return new Answer(0, Map.of(), "");
  }

  private Answer good(Request request, String body, @Nullable String tag) {
    String path = request.path();
    return switch (request.method()) {
      case "PUT" -> {
        if (request.createOnly() && objects.containsKey(path)) {
          yield Answer.error(412, "PreconditionFailed", "At least one of the pre-conditions");
        }
        objects.put(path, new Held(body, tag));
        yield new Answer(200, Map.of("ETag", "\"1\""), "");
      }
      case "DELETE" -> {
        objects.remove(path);
        yield new Answer(204, Map.of(), "");
      }
      default -> path.contains("list-type=2") ? list(path) : get(path);
    };
  }

  private Answer get(String path) {
    Held held = objects.get(path);
    if (held == null) {
      return Answer.error(404, "NoSuchKey", "The specified key does not exist.");
    }
    String tag = held.tag();
    return new Answer(
        200,
        tag == null ? Map.of("ETag", "\"1\"") : Map.of("ETag", "\"1\"", TAG, tag),
        held.body());
  }

  /** Every object of the bucket: one page, whatever was asked for. */
  private Answer list(String path) {
    String bucket = path.substring(0, path.indexOf('?')).replaceAll("/$", "") + "/";
    StringBuilder keys = new StringBuilder();
    for (String object : objects.keySet()) {
      if (object.startsWith(bucket)) {
        keys.append("<Contents><Key>")
            .append(object.substring(bucket.length()))
            .append("</Key></Contents>");
      }
    }
    return new Answer(
        200,
        Map.of("Content-Type", "application/xml"),
        "<ListBucketResult><IsTruncated>false</IsTruncated>" + keys + "</ListBucketResult>");
  }

  private static void send(HttpExchange exchange, Request request, Answer answer)
      throws IOException {
    try (exchange) {
      if (answer.status() == 0) {
        return;
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] body = answer.body().getBytes(StandardCharsets.ISO_8859_1);
      if (request.method().equals("HEAD")) {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        exchange.sendResponseHeaders(answer.status(), -1);
        return;
      }
      exchange.sendResponseHeaders(
          answer.status(), answer.promised() == 0 ? -1 : answer.promised());
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
