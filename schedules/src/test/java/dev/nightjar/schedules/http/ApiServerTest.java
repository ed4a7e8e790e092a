package dev.nightjar.schedules.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.access.AuditEntry;
import dev.nightjar.access.Role;
import dev.nightjar.access.TokenText;
import dev.nightjar.schedules.Listen;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is let in, and what one asker may take. Time moves by hand. */
@Timeout(60)
class ApiServerTest {

  private static final Listen LOOPBACK = Listen.parse("127.0.0.1:0");
  private static final String DOCUMENT = "/api/v1/openapi.json";

  private final IdleBackend backend = new IdleBackend();
  private final HttpClient http = HttpClient.newHttpClient();
  private ApiServer server;

  @BeforeEach
  void start() {
    server =
        ApiServer.start(LOOPBACK, List.of(), backend, new Limits(2, Duration.ofMillis(400), 1_000));
  }

  @AfterEach
  void end() {
    server.close();
  }

  private String token(String name, Role role, @Nullable Duration lasts) {
    TokenText secret = TokenText.random(new SecureRandom());
    backend.create(
        name, secret.hash(), role, "me", lasts == null ? null : backend.time.plus(lasts));
    return secret.reveal();
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + server.listen() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private int status(String path, String token) throws Exception {
    return get(path, "Authorization", "Bearer " + token).statusCode();
  }

  @Test
  void withoutTokensTheLocalUserMayDoAll() throws Exception {
    assertThat(get(DOCUMENT).statusCode()).isEqualTo(200);
    assertThat(get("/metrics").body()).isEqualTo("up 1\n");
    assertThat(backend.log).isEmpty();
  }

  @Test
  void fromTheFirstTokenOnEachRequestWantsOne() throws Exception {
    String secret = token("ci", Role.VIEWER, null);
    HttpResponse<String> refused = get(DOCUMENT);
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("WWW-Authenticate"))
        .contains("Bearer realm=\"nightjar\"");
    assertThat(get("/metrics").statusCode()).isEqualTo(401);
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(status(DOCUMENT, secret)).isEqualTo(200);
    assertThat(status(DOCUMENT, secret.substring(1))).isEqualTo(401);
    String basic =
        Base64.getEncoder().encodeToString(("any:" + secret).getBytes(StandardCharsets.UTF_8));
    assertThat(get(DOCUMENT, "Authorization", "Basic " + basic).statusCode()).isEqualTo(200);
    HttpResponse<String> page = get("/", "Accept", "text/html");
    assertThat(page.headers().firstValue("WWW-Authenticate"))
        .isPresent()
        .get()
        .asString()
        .startsWith("Basic");
    backend.revoke("ci");
    assertThat(get(DOCUMENT).statusCode()).as("also when all are revoked").isEqualTo(401);
  }

  @Test
  void revokedAndExpiredTokensAreWorthNothing() throws Exception {
    String brief = token("brief", Role.ADMIN, Duration.ofDays(90));
    String gone = token("gone", Role.ADMIN, null);
    assertThat(status(DOCUMENT, brief)).isEqualTo(200);
    assertThat(status(DOCUMENT, gone)).isEqualTo(200);
    backend.time = backend.time.plus(Duration.ofDays(90));
    backend.revoke("gone");
    assertThat(get(DOCUMENT, "Authorization", "Bearer " + brief).body()).contains("has expired");
    assertThat(get(DOCUMENT, "Authorization", "Bearer " + gone).body()).contains("is revoked");
    assertThat(backend.log)
        .extracting(AuditEntry::actor, AuditEntry::outcome, AuditEntry::object)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("brief", AuditEntry.Outcome.REFUSED, DOCUMENT),
            org.assertj.core.groups.Tuple.tuple("gone", AuditEntry.Outcome.REFUSED, DOCUMENT));
  }

  @Test
  void aRoleMayDoWhatTheOnesBeforeItMay() throws Exception {
    String viewer = token("viewer", Role.VIEWER, null);
    String admin = token("admin", Role.ADMIN, null);
    assertThat(status("/api/v1/audit", viewer)).isEqualTo(403);
    assertThat(backend.log.get(0).detail())
        .contains("token viewer is viewer, and this wants admin");
    // Nothing is behind it: the door was open.
    assertThat(status("/api/v1/audit", admin)).isEqualTo(500);
    assertThat(Role.ADMIN.covers(Role.VIEWER)).isTrue();
    assertThat(Role.APPROVER.covers(Role.APPROVER)).isTrue();
    assertThat(Role.OPERATOR.covers(Role.APPROVER)).isFalse();
  }

  @Test
  void aFloodOfBadTokensFillsNoLog() throws Exception {
    token("ci", Role.VIEWER, null);
    int last = 0;
    for (int i = 0; i < 70; i++) {
      last = status(DOCUMENT, "njt_guess" + i);
    }
    assertThat(last).isEqualTo(429);
    assertThat(backend.log).hasSize(60);
    backend.time = backend.time.plusSeconds(61);
    assertThat(status(DOCUMENT, "njt_guess")).isEqualTo(401);
    assertThat(backend.log.get(60).detail())
        .contains("10 refusals before it were not written down");
  }

  @Test
  void listensWiderOnlyWithAToken() {
    Listen wide = Listen.parse("0.0.0.0:0");
    assertThatThrownBy(() -> ApiServer.start(wide, List.of(), backend, Limits.standard()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("0.0.0.0:0", "nightjar token create NAME --role admin");
    token("brief", Role.ADMIN, Duration.ofDays(1));
    ApiServer.start(wide, List.of(), backend, Limits.standard()).close();
    backend.time = backend.time.plus(Duration.ofDays(2));
    assertThatThrownBy(() -> ApiServer.start(wide, List.of(), backend, Limits.standard()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPortInUseIsOneSentence() {
    assertThatThrownBy(
            () -> ApiServer.start(server.listen(), List.of(), backend, Limits.standard()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("cannot listen on 127.0.0.1:", "--listen HOST:PORT");
  }

  @Test
  void saysWhereItCouldListen() {
    assertThat(Listen.parse("[::1]:8470")).isEqualTo(new Listen("::1", 8470));
    assertThat(Listen.parse("[::1]:8470")).hasToString("[::1]:8470");
    assertThat(Listen.parse("LOCALHOST:1").isLoopback()).isTrue();
    for (String wrong : List.of("", "8470", "localhost", "a:b", "x:99999", "u@h:1", "h/x:1")) {
      assertThatThrownBy(() -> Listen.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected HOST:PORT such as 127.0.0.1:8470");
    }
  }

  @Test
  void slowClientsKeepNobodyWaiting() throws Exception {
    try (Socket one = slow();
        Socket two = slow()) {
      // Both hold a place until they are found to be too slow; then there is room again.
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      int status = get(DOCUMENT).statusCode();
      while (status != 200 && System.nanoTime() < deadline) {
        assertThat(status).isEqualTo(429);
        status = get(DOCUMENT).statusCode();
      }
      assertThat(status).isEqualTo(200);
      // One of them may have come while both places were taken.
      assertThat(rest(one) + rest(two))
          .contains(" 408 ")
          .containsPattern("(?s) 4(08|29) .* 408 | 408 .* 4(08|29) ");
    }
  }

  @Test
  void sendersWhoAreHeardOutTakeNoMoreThanTheirPlaces() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try (ApiServer patient =
        ApiServer.start(LOOPBACK, List.of(), backend, new Limits(2, Duration.ofSeconds(30), 0))) {
      // More than there are threads; each is refused, and has not sent what it said it would.
      for (int i = 0; i < 10; i++) {
        silent.add(slow(patient));
      }
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + patient.listen() + DOCUMENT))
              .timeout(Duration.ofSeconds(10))
              .build();
      int status = http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
      assertThat(status).isIn(200, 429);
    } finally {
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  private Socket slow() throws IOException {
    return slow(server);
  }

  /** Says that it will send a body, and sends one byte of it. */
  private static Socket slow(ApiServer server) throws IOException {
    Socket socket = new Socket(server.listen().host(), server.listen().port());
    socket.setSoTimeout(20_000);
    String head =
        String.join(
            "\r\n",
            "POST /api/v1/tokens HTTP/1.1",
            "Host: localhost",
            "Content-Type: application/json",
            "Content-Length: 1000",
            "",
            "{");
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
