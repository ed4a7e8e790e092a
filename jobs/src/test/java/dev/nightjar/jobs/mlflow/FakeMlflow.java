package dev.nightjar.jobs.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A tracking server's model registry in memory, as far as the mirror asks for it. {@code
 * contract.json} says what it has to answer; pages hold two versions.
 */
final class FakeMlflow implements AutoCloseable {

  private static final int PAGE = 2;
  private static final String API = "/api/2.0/mlflow/";

  final Map<String, Map<String, Object>> models = new TreeMap<>();
  final Map<String, Map<String, String>> modelTags = new TreeMap<>();
  final List<Map<String, Object>> versions = new ArrayList<>();
  final List<Map<String, String>> versionTags = new ArrayList<>();
  final Map<String, String> aliases = new TreeMap<>();
  final List<String> writes = new ArrayList<>();
  @Nullable String token;

  /** Requests that write until the answer to one is lost; it was done nevertheless. */
  int loseAfter = Integer.MAX_VALUE;

  private final HttpServer server;

  FakeMlflow() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  record Answer(int status, Object body) {}

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      JsonNode body = CanonicalJson.parse(sent.length == 0 ? "{}".getBytes(UTF_8) : sent);
      String call =
          exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath().replace(API, "");
      String wanted = token;
      Answer answer =
          wanted != null
                  && !("Bearer " + wanted)
                      .equals(exchange.getRequestHeaders().getFirst("Authorization"))
              ? new Answer(401, Map.of())
              : answer(call, query(exchange.getRequestURI()), body);
      if (!call.startsWith("GET") && answer.status() == 200) {
        writes.add(call);
        if (writes.size() > loseAfter) {
          return;
        }
      }
      byte[] bytes = CanonicalJson.write(answer.body());
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    if (uri.getRawQuery() != null) {
      for (String part : uri.getRawQuery().split("&", -1)) {
        String[] pair = part.split("=", 2);
        query.put(pair[0], URLDecoder.decode(pair[1], UTF_8));
      }
    }
    return query;
  }

  private Answer answer(String call, Map<String, String> query, JsonNode body) {
    String name = body.path("name").asText(query.getOrDefault("name", ""));
    return switch (call) {
      case "GET registered-models/get" -> models.containsKey(name) ? model(name) : noModel(name);
      case "POST registered-models/create" -> create(name, body);
      case "POST registered-models/set-tag" ->
          tagged(modelTags.computeIfAbsent(name, n -> new TreeMap<>()), body);
      case "GET model-versions/search" -> search(query);
      case "POST model-versions/create" -> createVersion(name, body);
      case "POST model-versions/set-tag" ->
          tagged(versionTags.get(body.path("version").asInt() - 1), body);
      case "GET registered-models/alias" -> {
        String alias = query.getOrDefault("alias", "");
        String number = aliases.get(alias);
        yield number == null
            ? error(400, "INVALID_PARAMETER_VALUE", "Registered model alias %s not found.", alias)
            : new Answer(200, Map.of("model_version", version(Integer.parseInt(number) - 1)));
      }
      case "POST registered-models/alias" -> {
        aliases.put(body.path("alias").asText(), body.path("version").asText());
        yield new Answer(200, Map.of());
      }
      case "DELETE registered-models/alias" -> {
        aliases.remove(body.path("alias").asText());
        yield new Answer(200, Map.of());
      }
      default -> error(404, "ENDPOINT_NOT_FOUND", "%s", call);
    };
  }

  private Answer model(String name) {
    Map<String, Object> model = new LinkedHashMap<>(models.getOrDefault(name, Map.of()));
    Map<String, String> tags = modelTags.getOrDefault(name, Map.of());
    if (!tags.isEmpty()) {
      model.put("tags", list(tags));
    }
    return new Answer(200, Map.of("registered_model", model));
  }

  private static Answer noModel(String name) {
    return error(404, "RESOURCE_DOES_NOT_EXIST", "Registered Model with name=%s not found", name);
  }

  private Answer create(String name, JsonNode body) {
    if (models.containsKey(name)) {
      return error(
          400, "RESOURCE_ALREADY_EXISTS", "Registered Model (name=%s) already exists.", name);
    }
    models.put(name, Map.of("name", name, "description", body.path("description").asText()));
    return model(name);
  }

  private Answer createVersion(String name, JsonNode body) {
    String source = body.path("source").asText();
    if (!models.containsKey(name)) {
      return noModel(name);
    }
    if (source.startsWith("file:") || source.startsWith("/")) {
      return error(400, "INVALID_PARAMETER_VALUE", "Invalid model version source: '%s'.", source);
    }
    Map<String, Object> version = new LinkedHashMap<>();
    version.put("name", name);
    version.put("version", String.valueOf(versions.size() + 1));
    version.put("status", "READY");
    for (String field : List.of("source", "run_link", "description")) {
      if (body.has(field)) {
        version.put(field, body.path(field).asText());
      }
    }
    Map<String, String> tags = new TreeMap<>();
    body.path("tags").forEach(t -> tags.put(t.path("key").asText(), t.path("value").asText()));
    versions.add(version);
    versionTags.add(tags);
    return new Answer(200, Map.of("model_version", version(versions.size() - 1)));
  }

  private Map<String, Object> version(int place) {
    Map<String, Object> version = new LinkedHashMap<>(versions.get(place));
    version.put("tags", list(versionTags.get(place)));
    return version;
  }

  private Answer search(Map<String, String> query) {
    int from = Integer.parseInt(query.getOrDefault("page_token", "0"));
    int to = Math.min(versions.size(), from + PAGE);
    List<Object> page = new ArrayList<>();
    for (int place = from; place < to; place++) {
      page.add(version(place));
    }
    Map<String, Object> answer = new HashMap<>();
    if (!page.isEmpty()) {
      answer.put("model_versions", page);
    }
    if (to < versions.size()) {
      answer.put("next_page_token", String.valueOf(to));
    }
    return new Answer(200, answer);
  }

  private static Answer tagged(Map<String, String> tags, JsonNode body) {
    tags.put(body.path("key").asText(), body.path("value").asText());
    return new Answer(200, Map.of());
  }

  private static List<Map<String, String>> list(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(e -> Map.of("key", e.getKey(), "value", e.getValue()))
        .toList();
  }

  private static Answer error(int status, String code, String message, String about) {
    return new Answer(status, Map.of("error_code", code, "message", message.formatted(about)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
