package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.schedules.app.ApiClient.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API over a socket. Every answer is held against the document of the API. */
@Timeout(120)
class ApiIT {

  private static final String V1 = "/api/v1";
  private static final String REASON = "{\"reason\": \"moving <b>house</b>\"}";

  @TempDir static Path shared;
  private static ApiServing server;
  private static ApiClient client;

  @BeforeAll
  static void serve() throws IOException {
    Path folder = Files.createDirectories(shared.resolve("pipelines"));
    for (String name : List.of("deliveries", "returns")) {
      try (InputStream yaml = dev.nightjar.jobs.demo.World.class.getResourceAsStream("demo.yaml")) {
        String text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        Files.writeString(
            folder.resolve(name + ".yaml"), text.replaceFirst("pipeline: .*", "pipeline: " + name));
      }
    }
    server = new ApiServing(shared.resolve("ws"), folder);
    client = server.client();
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void isWell() throws Exception {
    assertThat(client.get("/health/live").status()).isEqualTo(200);
    Answer ready = client.get("/health/ready");
    assertThat(ready.status()).as(ready.body()).isEqualTo(200);
    assertThat(ready.json().list("checks")).hasSize(3);
  }

  @Test
  void tellsPrometheus() throws Exception {
    Answer metrics = client.get("/metrics");
    assertThat(metrics.header("Content-Type")).startsWith("text/plain");
    assertThat(metrics.body())
        .contains(
            "nightjar_queue_length ",
            "nightjar_sweep_age_seconds ",
            "nightjar_leases_lost_total 0.0",
            "nightjar_build_info{version=",
            "jvm_memory_used_bytes{");
  }

  @Test
  void servesItsOwnDocument() throws Exception {
    Answer document = client.get(V1 + "/openapi.json");
    assertThat(document.json().text("openapi")).isEqualTo("3.1.0");
    String etag = document.header("ETag");
    assertThat(client.with("If-None-Match", etag).get(V1 + "/openapi.json").status())
        .isEqualTo(304);
    assertThat(client.with("If-None-Match", "\"x\", W/" + etag).get(V1 + "/openapi.json").status())
        .isEqualTo(304);
    assertThat(client.with("If-None-Match", "\"x\"").get(V1 + "/openapi.json").status())
        .isEqualTo(200);
  }

  @Test
  void showsPipelinesAPageAtATime() throws Exception {
    Answer first = client.get(V1 + "/pipelines?limit=1");
    assertThat(first.json().list("items")).hasSize(1);
    assertThat(first.json().text("next")).isEqualTo("deliveries");
    Answer second = client.get(V1 + "/pipelines?limit=1&cursor=deliveries");
    assertThat(second.body()).contains("\"name\": \"returns\"").doesNotContain("\"next\": \"");
    Answer one = client.get(V1 + "/pipelines/deliveries");
    assertThat(one.json().text("file")).isEqualTo("deliveries.yaml");
    assertThat(one.json().list("next")).hasSize(5);
  }

  @Test
  void queuesShowsAndCancelsRuns() throws Exception {
    List<String> ids = new ArrayList<>();
    for (String day : List.of("2025-04-01", "2025-04-02", "2025-04-03")) {
      Answer queued =
          client.post(
              V1 + "/pipelines/returns/trigger", "{\"slot\": \"" + day + "\", \"reason\": \"x\"}");
      assertThat(queued.status()).as(queued.body()).isEqualTo(202);
      ids.add(0, queued.json().text("id"));
      assertThat(queued.header("Location")).isEqualTo(V1 + "/runs/" + ids.get(0));
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = client.get(V1 + "/runs?pipeline=returns&limit=1" + cursor);
      seen.add(page.json().list("items").get(0).text("id"));
      cursor = page.body().contains("\"next\"") ? "&cursor=" + page.json().text("next") : null;
    } while (cursor != null);
    assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
    Answer shown = client.get(V1 + "/runs/" + ids.get(0));
    assertThat(shown.json().text("run", "pipeline")).isEqualTo("returns");
    assertThat(client.get(V1 + "/runs/" + ids.get(0) + "/attempts").status()).isEqualTo(200);
    assertThat(client.get(V1 + "/pipelines/returns/slots?limit=2").json().list("items")).hasSize(2);
    for (String id : ids) {
      assertThat(client.post(V1 + "/runs/" + id + "/cancel", REASON).status()).isEqualTo(200);
    }
    assertThat(client.get(V1 + "/runs?state=SUCCEEDED").json().list("items")).isEmpty();
  }

  @Test
  void ofTwoWritersOneIsToldThatItKnewTooLittle() throws Exception {
    String schedule = V1 + "/pipelines/deliveries/schedule";
    String etag = client.get(schedule).header("ETag");
    ApiClient knowing = client.with("If-Match", etag);
    Answer paused = knowing.post(V1 + "/pipelines/deliveries/pause", REASON);
    assertThat(paused.status()).isEqualTo(200);
    assertThat(paused.json().text("pauseReason")).isEqualTo("moving <b>house</b>");
    Answer late = knowing.post(V1 + "/pipelines/deliveries/resume", REASON);
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.detail()).contains("the schedule of deliveries was changed since");
    assertThat(client.get(schedule).json().text("paused")).isEqualTo("true");
    assertThat(
            client
                .with("If-Match", client.get(schedule).header("ETag"))
                .post(V1 + "/pipelines/deliveries/resume", REASON)
                .status())
        .isEqualTo(200);
    assertThat(client.get(schedule).header("ETag")).isEqualTo(etag);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/v1/nothing | 404 | there is nothing at /api/v1/nothing",
        "/api/v1/pipelines/deliverys | 404 | did you mean deliveries?",
        "/api/v1/runs/00000000 | 404 | there is no run 00000000",
        "/api/v1/runs/x%3Cb%3E | 404 | there is no run x<b>",
        "/api/v1/runs?limit=0 | 400 | limit: expected a number from 1 to 1000, found 0",
        "/api/v1/runs?limit=1001 | 400 | found 1001",
        "/api/v1/runs?limit=ten | 400 | found ten",
        "/api/v1/runs?cursor=x | 400 | not a cursor: x",
        "/api/v1/runs?state=QUEUD | 400 | did you mean QUEUED?",
        "/api/v1/runs?stat=QUEUED | 400 | there is no parameter stat; did you mean state?",
        "/api/v1/pipelines/deliveries/slots?cursor=x | 400 | not a cursor: x",
      })
  void saysWhatWasExpected(String path, int status, String sentence) throws Exception {
    Answer answer = client.get(path);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.detail()).contains(sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/pipelines/..%2f..%2fetc",
        "/api/v1/runs/%2e%2e/%2e%2e",
        "/..;/health/live",
        "/api/v1/runs/%00"
      })
  void pathsThatClimbLeadNowhere(String path) throws Exception {
    assertThat(new RawRequest(server.address()).line("GET " + path + " HTTP/1.1").answer())
        .containsPattern("^HTTP/1.1 40[04] ")
        .contains("application/problem+json");
  }

  @Test
  void wantsWhatItCanRead() throws Exception {
    String pause = V1 + "/pipelines/deliveries/pause";
    assertThat(client.post(pause, "{").detail()).startsWith("the body: ");
    assertThat(client.post(pause, "[]").detail()).contains("expected an object");
    assertThat(client.post(pause, "{}").detail()).contains("the member reason is missing");
    assertThat(client.post(pause, "{\"reason\": {}}").detail()).contains("another type");
    assertThat(client.post(pause, "{\"reason\": \" \"}").detail()).contains("reason is empty");
    assertThat(client.post(pause, "{\"reson\": \"x\"}").detail())
        .contains("there is no member reson; did you mean reason?");
    Answer form = client.with("Content-Type", "text/plain").post(pause, REASON);
    assertThat(form.status()).isEqualTo(415);
    assertThat(form.detail()).contains("application/json, found text/plain");
    Answer method = client.send("DELETE", V1 + "/runs", null);
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.header("Allow")).contains("GET");
    assertThat(method.detail()).contains("DELETE");
    assertThat(client.with("Accept", "image/png").get(V1 + "/runs").status()).isEqualTo(406);
    assertThat(client.with("Accept", "image/png, */*;q=0.1").get(V1 + "/runs").status())
        .isEqualTo(200);
    Answer slot = client.post(V1 + "/pipelines/returns/trigger", "{\"slot\": \"tomorrow\"}");
    assertThat(slot.detail()).contains("expected a day of the calendar", "tomorrow");
  }

  @Test
  void answersOnlyToItsOwnName() throws Exception {
    for (String host : List.of("evil.example", "127.0.0.1.evil.example:80", "[::2]", "")) {
      assertThat(new RawRequest(server.address()).host(host).answer())
          .as(host)
          .containsPattern("^HTTP/1.1 40[03] ");
    }
    for (String host : List.of("localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:8470")) {
      assertThat(new RawRequest(server.address()).host(host).answer())
          .as(host)
          .startsWith("HTTP/1.1 200 ");
    }
    ApiClient page = client.with("Origin", "https://evil.example");
    assertThat(page.post(V1 + "/pipelines/deliveries/pause", REASON).status()).isEqualTo(403);
    assertThat(
            client
                .with("Sec-Fetch-Site", "cross-site")
                .post(V1 + "/pipelines/deliveries/pause", REASON)
                .status())
        .isEqualTo(403);
  }

  @Test
  void doesNotReadALargeBody() throws Exception {
    try (Socket socket = RawRequest.connect(server.address())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          RawRequest.text(
              "POST /api/v1/pipelines/deliveries/pause HTTP/1.1",
              "Host: localhost",
              "Content-Type: application/json",
              "Content-Length: 104857600"));
      out.write(new byte[1024]);
      out.flush();
      assertThat(RawRequest.read(socket))
          .startsWith("HTTP/1.1 413 ")
          .contains("Connection: close", "application/problem+json", "65536 bytes");
    }
    String large = "{\"reason\": \"" + "x".repeat(70_000) + "\"}";
    try (Socket socket = RawRequest.connect(server.address())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          RawRequest.text(
              "POST /api/v1/pipelines/deliveries/pause HTTP/1.1",
              "Host: localhost",
              "Content-Type: application/json",
              "Transfer-Encoding: chunked"));
      out.write(
          (Integer.toHexString(large.length()) + "\r\n" + large + "\r\n0\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      assertThat(RawRequest.read(socket)).startsWith("HTTP/1.1 413 ");
    }
    try (Socket socket = RawRequest.connect(server.address())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          RawRequest.text(
              "POST /api/v1/pipelines/deliveries/pause HTTP/1.1",
              "Host: localhost",
              "Content-Type: application/json",
              "Expect: 100-continue",
              "Content-Length: 70000"));
      out.flush();
      assertThat(RawRequest.read(socket)).startsWith("HTTP/1.1 413 ");
    }
    assertThat(new RawRequest(server.address()).line("X-Long: " + "x".repeat(9_000)).answer())
        .startsWith("HTTP/1.1 431 ")
        .contains("application/problem+json")
        .doesNotContain("Jetty", "\tat ");
  }

  @Test
  void answersNobodyWhoIsStillWriting() throws Exception {
    for (String path : new String[] {"deliveries/pause", "nobody/pause", "x/y/z"}) {
      try (Socket socket = RawRequest.connect(server.address())) {
        OutputStream out = socket.getOutputStream();
        out.write(
            RawRequest.text(
                "POST /api/v1/pipelines/" + path + " HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/json",
                "Connection: close",
                "Content-Length: 700000"));
        out.write(new byte[1000]);
        out.flush();
        socket.setSoTimeout(500);
        assertThatThrownBy(() -> socket.getInputStream().read())
            .as(path)
            .isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(30_000);
        out.write(new byte[699_000]);
        out.flush();
        assertThat(RawRequest.read(socket)).as(path).matches("(?s)HTTP/1.1 4(13|04) .*");
      }
    }
  }

  /** What a client of the JDK would not send. */
  static final class RawRequest {

    private final URI server;
    private String first = "GET /api/v1/pipelines HTTP/1.1";
    private String host = "localhost";
    private String more = "X-None: 1";

    RawRequest(URI server) {
      this.server = server;
    }

    RawRequest host(String name) {
      host = name;
      return this;
    }

    RawRequest line(String line) {
      if (line.contains(": ")) {
        more = line;
      } else {
        first = line;
      }
      return this;
    }

    String answer() throws IOException {
      try (Socket socket = connect(server)) {
        socket.getOutputStream().write(text(first, "Host: " + host, more, "Connection: close"));
        return read(socket);
      }
    }

    static Socket connect(URI server) throws IOException {
      Socket socket = new Socket(server.getHost(), server.getPort());
      socket.setSoTimeout(30_000);
      return socket;
    }

    static byte[] text(String... lines) {
      return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What comes until nothing more does. */
    static String read(Socket socket) throws IOException {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
