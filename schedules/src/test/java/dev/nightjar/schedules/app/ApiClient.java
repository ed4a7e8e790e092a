package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.nightjar.schedules.http.ApiServer;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Asks a server, and holds every answer against {@code openapi.json}. */
final class ApiClient {

  private static final JsonNode DOCUMENT = document();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;
  private final Map<String, String> headers = new TreeMap<>();

  ApiClient(URI server) {
    this.server = server;
  }

  private static JsonNode document() {
    try (InputStream in =
        Objects.requireNonNull(ApiServer.class.getResourceAsStream("openapi.json"))) {
      return CanonicalJson.parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An answer. */
  record Answer(int status, String body, HttpResponse<String> response) {

    Json json() throws IOException {
      return Json.read(body);
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The sentence of a problem. */
    String detail() throws IOException {
      assertThat(header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(json().text("status")).isEqualTo(Integer.toString(status));
      assertThat(body).doesNotContain("\tat ", "Exception", "dev.nightjar");
      return json().text("detail");
    }
  }

  /** The same client with another header. */
  ApiClient with(String name, String value) {
    ApiClient other = new ApiClient(server);
    other.headers.putAll(headers);
    other.headers.put(name, value);
    return other;
  }

  ApiClient token(String token) {
    return with("Authorization", "Bearer " + token);
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, null);
  }

  Answer post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, body);
  }

  Answer send(String method, String path, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(60));
    headers.forEach(request::header);
    if (body != null && !headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    request.method(
        method,
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body));
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    Answer answer = new Answer(response.statusCode(), response.body(), response);
    check(method, path, answer);
    return answer;
  }

  /** Whether the document knows such an answer; paths that it does not know are no operations. */
  private static void check(String method, String path, Answer answer) throws IOException {
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Server")).isEmpty();
    Optional<JsonNode> operation = operation(method, URI.create(path).getPath());
    if (operation.isEmpty()) {
      assertThat(answer.status()).as(path).isIn(400, 404, 405);
      return;
    }
    JsonNode known = operation.get().get("responses").get(Integer.toString(answer.status()));
    assertThat(known).as("%s %s: %s", method, path, answer).isNotNull();
    JsonNode response =
        known.has("$ref") ? DOCUMENT.at(known.get("$ref").asText().substring(1)) : known;
    if (!response.has("content")) {
      assertThat(answer.body()).isEmpty();
      return;
    }
    String type = answer.header("Content-Type").split(";", 2)[0];
    JsonNode content = response.get("content").get(type);
    assertThat(content).as("%s %s: %s as %s", method, path, answer, type).isNotNull();
    if (type.endsWith("json")) {
      conforms(content.get("schema"), answer);
    }
  }

  private static void conforms(JsonNode wanted, Answer answer) throws IOException {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.setAll((ObjectNode) wanted);
    schema.set("components", DOCUMENT.get("components"));
    JsonSchema whole = SCHEMAS.getSchema(schema);
    Set<ValidationMessage> wrong =
        whole.validate(CanonicalJson.parse(answer.body().getBytes(StandardCharsets.UTF_8)));
    assertThat(wrong).as(answer.body()).isEmpty();
  }

  /** Fixed parts of a path win over parameters. */
  private static Optional<JsonNode> operation(String method, String path) {
    return DOCUMENT.get("paths").properties().stream()
        .filter(p -> path.matches(p.getKey().replaceAll("\\{[a-z]+}", "[^/]+")))
        .min(
            java.util.Comparator.comparingInt(
                p -> p.getKey().length() - p.getKey().replace("{", "").length()))
        .map(p -> p.getValue().get(method.toLowerCase(Locale.ROOT)));
  }
}
