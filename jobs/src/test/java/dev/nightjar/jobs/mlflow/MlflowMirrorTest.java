package dev.nightjar.jobs.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MlflowMirrorTest {

  /** Versions 1 to n; the last is champion, the one before previous, the first the baseline. */
  private static MirroredModel model(int n, long position) {
    List<MirroredModel.Version> versions = new ArrayList<>();
    for (int i = 1; i <= n; i++) {
      versions.add(
          new MirroredModel.Version(
              "v" + i,
              "nightjar://flights/v" + i,
              "file:///store/report.html",
              "trained for a night",
              Map.of(
                  MlflowMirror.LOG_SEQ, String.valueOf(2 * i), "nightjar.artifact", "sha " + i)));
    }
    Map<String, String> aliases = new HashMap<>();
    aliases.put("champion", "v" + n);
    aliases.put("baseline", "v1");
    if (n > 1) {
      aliases.put("previous", "v" + (n - 1));
    }
    return new MirroredModel("flights", position, versions, aliases);
  }

  private static List<String> mirror(FakeMlflow server, MirroredModel model) throws IOException {
    return new MlflowMirror(server.address(), server.token).mirror(model);
  }

  @Test
  void theFakeAnswersAsTheContractSays() throws Exception {
    JsonNode contract;
    try (InputStream in = MlflowMirrorTest.class.getResourceAsStream("contract.json")) {
      contract = CanonicalJson.parse(Objects.requireNonNull(in).readAllBytes());
    }
    assertThat(contract.size()).isEqualTo(16);
    HttpClient http = HttpClient.newHttpClient();
    try (FakeMlflow server = new FakeMlflow()) {
      for (JsonNode pair : contract) {
        JsonNode request = pair.path("request");
        HttpRequest sent =
            HttpRequest.newBuilder(
                    URI.create(
                        server.address() + "/api/2.0/mlflow/" + request.path("path").asText()))
                .method(
                    request.path("method").asText(),
                    request.has("body")
                        ? BodyPublishers.ofString(request.path("body").toString())
                        : BodyPublishers.noBody())
                .build();
        HttpResponse<byte[]> answer = http.send(sent, BodyHandlers.ofByteArray());
        String about = pair.path("about").asText();
        assertThat(answer.statusCode()).as(about).isEqualTo(pair.at("/response/status").asInt());
        assertThat(CanonicalJson.text(CanonicalJson.parse(answer.body())))
            .as(about)
            .isEqualTo(CanonicalJson.text(pair.at("/response/body")));
      }
    }
  }

  @Test
  void bringsModelVersionsTagsAndAliasesOver() throws IOException {
    try (FakeMlflow server = new FakeMlflow()) {
      assertThat(mirror(server, model(3, 6)))
          .containsExactly(
              "model flights",
              "version v1 as 1",
              "version v2 as 2",
              "version v3 as 3",
              "alias previous is v2",
              "alias baseline is v1",
              "alias champion is v3",
              "model flights: tag nightjar.logSeq 6");
      assertThat(server.aliases)
          .isEqualTo(Map.of("champion", "3", "previous", "2", "baseline", "1"));
      assertThat(server.versions.get(1))
          .containsEntry("source", "nightjar://flights/v2")
          .containsEntry("run_link", "file:///store/report.html");
      assertThat(server.versionTags.get(1))
          .isEqualTo(
              Map.of(
                  "nightjar.version", "v2",
                  "nightjar.logSeq", "4",
                  "nightjar.artifact", "sha 2"));
    }
  }

  @Test
  void theSameAgainChangesNothing() throws IOException {
    try (FakeMlflow server = new FakeMlflow()) {
      mirror(server, model(5, 10));
      server.writes.clear();
      assertThat(mirror(server, model(5, 10))).isEmpty();
      assertThat(server.writes).isEmpty();
    }
  }

  @Test
  void whatWasInterruptedAnywhereGoesOn() throws IOException {
    for (int lost = 0; lost < 10; lost++) {
      try (FakeMlflow server = new FakeMlflow()) {
        server.loseAfter = lost;
        assertThatThrownBy(() -> mirror(server, model(5, 10)))
            .isInstanceOf(MlflowException.class)
            .hasMessageContaining("does not answer");
        server.loseAfter = Integer.MAX_VALUE;
        mirror(server, model(5, 10));
        assertThat(server.versions).as("lost after " + lost).hasSize(5);
        assertThat(server.aliases)
            .isEqualTo(Map.of("champion", "5", "previous", "4", "baseline", "1"));
        assertThat(server.writes).hasSize(10);
      }
    }
  }

  @Test
  void aNewNightMovesTagsAndAliases() throws IOException {
    try (FakeMlflow server = new FakeMlflow()) {
      mirror(server, model(2, 4));
      assertThat(mirror(server, model(3, 6)))
          .containsExactly(
              "version v3 as 3",
              "alias previous is v2",
              "alias champion is v3",
              "model flights: tag nightjar.logSeq 6");
      MirroredModel back =
          new MirroredModel(
              "flights", 7, model(3, 6).versions(), Map.of("champion", "v1", "baseline", "v1"));
      assertThat(mirror(server, back))
          .containsExactly(
              "alias previous is taken away",
              "alias champion is v1",
              "model flights: tag nightjar.logSeq 7");
      assertThatThrownBy(() -> mirror(server, model(3, 6)))
          .hasMessageContaining("knows flights up to entry 7 already");
      assertThat(server.aliases).isEqualTo(Map.of("champion", "1", "baseline", "1"));
    }
  }

  @Test
  void versionsOfOthersStayAsTheyAre() throws IOException {
    try (FakeMlflow server = new FakeMlflow()) {
      mirror(server, model(1, 2));
      server.versions.add(Map.of("name", "flights", "version", "2", "source", "s3://else"));
      server.versionTags.add(new HashMap<>());
      mirror(server, model(2, 4));
      assertThat(server.versions).hasSize(3);
      assertThat(server.versionTags.get(1)).isEmpty();
      assertThat(server.aliases).containsEntry("champion", "3");
    }
  }

  @Test
  void aTokenIsSentAndNeverPrinted() throws IOException {
    try (FakeMlflow server = new FakeMlflow()) {
      server.token = "s3cret";
      assertThat(mirror(server, model(1, 2))).isNotEmpty();
      assertThatThrownBy(() -> new MlflowMirror(server.address(), null).mirror(model(1, 2)))
          .hasMessageContaining("(HTTP 401): put a token into the environment variable");
      assertThatThrownBy(() -> new MlflowMirror(server.address(), "wr0ng").mirror(model(1, 2)))
          .hasMessageContaining("the token in MLFLOW_TRACKING_TOKEN will not do")
          .hasMessageNotContaining("wr0ng");
    }
  }

  @Test
  void addressesThatWillNotDoAreNamed() throws IOException {
    for (String bad : List.of("file:///models", "mlflow.example.org", "ftp://x", "databricks")) {
      assertThatThrownBy(() -> new MlflowMirror(URI.create(bad), null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected the address of a tracking server")
          .hasMessageContaining(bad);
    }
    assertThatThrownBy(() -> new MlflowMirror(URI.create("https://a:s3cret@b"), null))
        .hasMessageContaining("MLFLOW_TRACKING_TOKEN")
        .hasMessageNotContaining("s3cret");
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] page = "<html>".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
          }
        });
    other.start();
    URI address = URI.create("http://127.0.0.1:" + other.getAddress().getPort());
    assertThatThrownBy(() -> new MlflowMirror(address, null).mirror(model(1, 2)))
        .hasMessage(address + " answered HTTP 200 and no JSON: is it an MLflow tracking server?");
    other.stop(0);
    assertThatThrownBy(() -> new MlflowMirror(address, null).mirror(model(1, 2)))
        .hasMessageStartingWith(address + " does not answer: ");
  }
}
