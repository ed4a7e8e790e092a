package dev.nightjar.jobs.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * MLflow's REST API, version 2.0. Redirects are not followed: a token goes only where a person sent
 * it. Thread-safe.
 */
final class MlflowClient {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final String API = "/api/2.0/mlflow/";

  private final URI server;
  private final @Nullable String token;
  private final HttpClient http;

  /**
   * A client of the server.
   *
   * @param server {@code http} or {@code https}, without user and password
   * @param token sent as a bearer token; null: none
   */
  MlflowClient(URI server, @Nullable String token) {
    String scheme = server.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme)) || server.getHost() == null) {
      throw new IllegalArgumentException(
          "expected the address of a tracking server, such as https://mlflow.example.org, but found "
              + (server.getRawUserInfo() == null ? server : "another"));
    }
    if (server.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "an address holds no user and password: put a token into MLFLOW_TRACKING_TOKEN");
    }
    if (server.getRawQuery() != null || server.getRawFragment() != null) {
      throw new IllegalArgumentException("expected an address without ? and #: " + server);
    }
    this.server = URI.create(server.toString().replaceFirst("/+$", ""));
    this.token = token;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  URI server() {
    return server;
  }

  /** Asks; {@code query} are the parameters. */
  JsonNode get(String path, Map<String, String> query) throws IOException {
    String text =
        query.entrySet().stream()
            .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
            .collect(Collectors.joining("&"));
    return send(request(path + "?" + text).GET());
  }

  JsonNode post(String path, Object body) throws IOException {
    return send(request(path).POST(BodyPublishers.ofString(CanonicalJson.text(body))));
  }

  JsonNode delete(String path, Object body) throws IOException {
    return send(request(path).method("DELETE", BodyPublishers.ofString(CanonicalJson.text(body))));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + API + path))
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException {
    HttpResponse<byte[]> response;
    try {
      response = http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted; the same command goes on with the mirror");
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new MlflowException("", server + " does not answer: " + why);
    }
    JsonNode document = document(response);
    if (response.statusCode() == 200) {
      return document;
    }
    throw refused(response.statusCode(), document);
  }

  private JsonNode document(HttpResponse<byte[]> response) throws MlflowException {
    try {
      JsonNode document = CanonicalJson.parse(response.body());
      if (document.isObject()) {
        return document;
      }
    } catch (IOException e) {
      if (isDenied(response.statusCode())) {
        throw denied(response.statusCode());
      }
    }
    throw new MlflowException(
        "",
        "%s answered HTTP %d and no JSON: is it an MLflow tracking server?"
            .formatted(server, response.statusCode()));
  }

  private MlflowException refused(int status, JsonNode document) {
    if (isDenied(status)) {
      return denied(status);
    }
    String code = document.path("error_code").asText();
    return new MlflowException(
        code,
        "%s refused with HTTP %d%s: %s"
            .formatted(
                server,
                status,
                code.isEmpty() ? "" : " " + code,
                document.path("message").asText("no reason given")));
  }

  private static boolean isDenied(int status) {
    return status == 401 || status == 403;
  }

  private MlflowException denied(int status) {
    return new MlflowException(
        "",
        "%s does not let us in (HTTP %d): %s"
            .formatted(
                server,
                status,
                token == null
                    ? "put a token into the environment variable MLFLOW_TRACKING_TOKEN"
                    : "the token in MLFLOW_TRACKING_TOKEN will not do"));
  }
}
