package dev.nightjar.jobs.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.alert.Alert;
import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Answer;
import dev.nightjar.alert.Message;
import dev.nightjar.alert.Subject;
import dev.nightjar.alert.Template;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookTest {

  private static final Instant NOON = Instant.parse("2011-06-16T12:00:00Z");
  private static final Message MESSAGE =
      new Message(
          UUID.fromString("00000000-0000-0000-0000-000000000007"),
          NOON,
          new Alert(
              "run/p/1",
              AlertKind.REJECTED,
              "REJECT p 2011-06-15: AUC rose by 0.0003\n<!channel> *now*",
              "3 of 4 gates passed.",
              "ask @here",
              new Subject(
                  "p", "ops", Instant.parse("2011-06-15T07:30:00Z"), "7f3a", "/s/a_b/r.html")));

  private Receiver receiver;

  @BeforeEach
  void listen() throws Exception {
    receiver = new Receiver();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private Answer send() throws InterruptedException {
    return new Webhook("hook", receiver.url(), null, null, () -> NOON).send(MESSAGE);
  }

  @Test
  void sendsACloudEventInStructuredMode() throws Exception {
    assertThat(send()).isEqualTo(new Answer.Accepted("HTTP 200"));
    Receiver.Call call = receiver.calls().take();
    assertThat(call.headers().get("Content-Type"))
        .isEqualTo("application/cloudevents+json; charset=UTF-8");
    JsonNode event = call.json();
    assertThat(event.path("specversion").asText()).isEqualTo("1.0");
    assertThat(event.path("id").asText()).isEqualTo(MESSAGE.id().toString());
    assertThat(event.path("source").asText()).isEqualTo("/nightjar/pipelines/p");
    assertThat(event.path("type").asText()).isEqualTo("dev.nightjar.alert.rejected");
    assertThat(event.path("time").asText()).isEqualTo("2011-06-16T12:00:00Z");
    assertThat(event.path("subject").asText()).isEqualTo("2011-06-15T07:30:00Z");
    assertThat(event.path("datacontenttype").asText()).isEqualTo("application/json");
    JsonNode data = event.path("data");
    assertThat(data.path("run").asText()).isEqualTo("7f3a");
    assertThat(data.path("report").asText()).isEqualTo("/s/a_b/r.html");
    assertThat(data.path("text").asText())
        .isEqualTo(
            """
            REJECT p 2011-06-15: AUC rose by 0.0003 <!channel> *now*
            3 of 4 gates passed.
            What to do: ask @here
            Report: /s/a_b/r.html
            Slot: 2011-06-15T07:30:00Z
            Run: 7f3a
            Owner: ops""");
    assertThat(call.headers()).doesNotContainKey("webhook-signature");
  }

  @Test
  void aSecretSignsWhatIsSentAsStandardWebhooksSays() throws Exception {
    byte[] key = {1, 2, 3, 4, 5, 6, 7, 8};
    String secret = "whsec_" + Base64.getEncoder().encodeToString(key);
    new Webhook("hook", receiver.url(), secret, null, () -> NOON).send(MESSAGE);
    Receiver.Call call = receiver.calls().take();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String signed = MESSAGE.id() + "." + NOON.getEpochSecond() + "." + call.body();
    assertThat(call.headers())
        .containsEntry("webhook-id", MESSAGE.id().toString())
        .containsEntry(
            "webhook-signature",
            "v1,"
                + Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void whatMayPassIsTriedAgainAndWhatWillNotIsRefused() throws Exception {
    receiver.answer(500, Map.of(), "the database\u001b[2J\nis full");
    assertThat(send())
        .isEqualTo(new Answer.Unreachable("HTTP 500: the database [2J is full", null));
    receiver.answer(429, Map.of("Retry-After", "30"), "");
    assertThat(send()).isEqualTo(new Answer.Unreachable("HTTP 429", Duration.ofSeconds(30)));
    receiver.answer(404, Map.of(), "no such hook");
    assertThat(send()).isEqualTo(new Answer.Refused("HTTP 404: no such hook"));
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (Receiver other = new Receiver()) {
      receiver.answer(307, Map.of("Location", other.url()), "");
      assertThat(send())
          .isEqualTo(
              new Answer.Refused("HTTP 307: it points elsewhere, and redirects are not followed"));
      assertThat(other.calls()).isEmpty();
    }
  }

  @Test
  void oneThatHangsIsLeftAfterTheTotalTime() throws Exception {
    receiver.hang();
    HttpCall call = new HttpCall(receiver.url(), Duration.ofMillis(300));
    Answer answer = new Webhook("hook", call, null, null, () -> NOON).send(MESSAGE);
    assertThat(answer).isInstanceOf(Answer.Unreachable.class);
    assertThat(answer.text()).contains("did not answer within").doesNotContain("hidden-token");
  }

  @Test
  void anAnswerWithoutEndIsReadUpToABound() throws Exception {
    receiver.answer(500, Map.of(), "x".repeat(50_000_000));
    assertThat(send().text()).isEqualTo("HTTP 500: " + "x".repeat(200));
  }

  @Test
  void nobodyThereIsSaidWithoutThePath() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    String url = "http://127.0.0.1:" + free + "/hidden-token";
    Answer answer = new Webhook("hook", url, null, null, () -> NOON).send(MESSAGE);
    assertThat(answer).isInstanceOf(Answer.Unreachable.class);
    assertThat(answer.text())
        .contains("http://127.0.0.1:" + free + "/…", "ConnectException")
        .doesNotContain("hidden-token");
  }

  @Test
  void whatIsNoAddressIsRefusedWithoutBeingRepeated() {
    for (String url :
        new String[] {"ftp://h/secret", "https://user:secret@h/", "secret", "h ttp"}) {
      assertThatThrownBy(() -> new Webhook("hook", url, null, null, () -> NOON))
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .doesNotContain("secret");
    }
  }

  @Test
  void slackGetsTextInWhichNothingFromDataIsAFormatOrAMention() throws Exception {
    new SlackWebhook("slack", receiver.url(), null).send(MESSAGE);
    JsonNode body = receiver.calls().take().json();
    assertThat(body.path("mrkdwn").asBoolean()).isFalse();
    String text = body.path("text").asText();
    assertThat(text)
        .startsWith("REJECT p 2011-06-15: AUC rose by 0.0003 &lt;!channel&gt; *\u200Bnow*\u200B\n")
        .contains("ask @\u200Bhere", "/s/a_b/r.html");
  }

  @Test
  void aTemplateKeepsWhatAPersonWroteAndEscapesTheRest() throws Exception {
    Template template = new Template("*{{ pipeline }}* <{{headline}}>");
    new SlackWebhook("slack", receiver.url(), template).send(MESSAGE);
    JsonNode body = Objects.requireNonNull(receiver.calls().take()).json();
    assertThat(body.path("mrkdwn").asBoolean()).isTrue();
    assertThat(body.path("text").asText()).startsWith("*p* <REJECT p").contains("&lt;!channel");
  }
}
