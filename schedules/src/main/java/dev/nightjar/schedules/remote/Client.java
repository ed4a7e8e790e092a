package dev.nightjar.schedules.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.registry.RegistryException;
import dev.nightjar.schedules.wire.Problem;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks a server, and makes of its problems what a workspace on this machine would have thrown. */
final class Client {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CONFLICT = 409;

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final URI server;
  private final @Nullable String token;

  /**
   * A client.
   *
   * @param token null: none is sent
   */
  Client(URI server, @Nullable String token) {
    String scheme = String.valueOf(server.getScheme());
    if (server.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new IllegalArgumentException(
          "--server: expected an address such as http://127.0.0.1:8470, but found " + server);
    }
    if (token != null && scheme.equals("http") && !isLoopback(server.getHost())) {
      throw new IllegalArgumentException(
          "--server %s: a token would travel where others can read it; say https://, or leave out the token"
              .formatted(server));
    }
    this.server = server;
    this.token = token;
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** A part of a path or a query. */
  static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The address of a path. */
  String address(String path) {
    return server.resolve("/api/v1" + path).toString();
  }

  /** A document. */
  <T> T get(String path, Class<T> type) {
    return CanonicalJson.convert(tree(text("GET", path, null, "application/json")), type);
  }

  /** A text in a form. */
  String get(String path, String form) {
    return text("GET", path, null, form);
  }

  /** Changes something. */
  <T> T post(String path, Object body, Class<T> type) {
    String json = CanonicalJson.text(body);
    return CanonicalJson.convert(tree(text("POST", path, json, "application/json")), type);
  }

  /** Pages of a list, one after the other, until there are no more or enough. */
  <T> List<List<T>> pages(String path, Class<T> type, int enough) {
    List<List<T>> pages = new ArrayList<>();
    String cursor = null;
    int found = 0;
    do {
      String query =
          (path.contains("?") ? "&" : "?")
              + "limit="
              + Math.min(1000, enough - found)
              + (cursor == null ? "" : "&cursor=" + part(cursor));
      JsonNode page = tree(text("GET", path + query, null, "application/json"));
      List<T> items = new ArrayList<>();
      Consumer<JsonNode> add = item -> items.add(CanonicalJson.convert(item, type));
      page.path("items").forEach(add);
      pages.add(items);
      found += items.size();
      cursor = page.hasNonNull("next") ? page.get("next").asText() : null;
    } while (cursor != null && found < enough);
    return pages;
  }

  private static JsonNode tree(String text) {
    try {
      return CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the server answered no JSON: " + e.getMessage(), e);
    }
  }

  private String text(String method, String path, @Nullable String body, String form) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address(path)))
            .timeout(PATIENCE)
            .header("Accept", form)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer = send(request.build());
    if (answer.statusCode() / 100 == 2) {
      return answer.body();
    }
    throw problem(answer);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (ConnectException e) {
      throw failed("nobody answers at " + server, e);
    } catch (IOException e) {
      throw failed("the server %s did not answer: %s".formatted(server, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("nobody waited for the answer of " + server, new IOException(e));
    }
  }

  private static UncheckedIOException failed(String sentence, IOException why) {
    return new UncheckedIOException(new IOException(sentence, why));
  }

  private RuntimeException problem(HttpResponse<String> answer) {
    int status = answer.statusCode();
    String sentence = sentence(answer);
    if (status == CONFLICT) {
      return new RegistryException(sentence);
    }
    return status >= 400 && status < 500
        ? new IllegalArgumentException(sentence)
        : new UncheckedIOException(
            new IOException("the server %s: %s".formatted(server, sentence)));
  }

  private static String sentence(HttpResponse<String> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (type.startsWith(Problem.TYPE)) {
      Problem problem = CanonicalJson.convert(tree(answer.body()), Problem.class);
      if (problem.detail() != null) {
        return problem.detail();
      }
    }
    return "it answered with status " + answer.statusCode();
  }
}
