package dev.nightjar.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertSettingsTest {

  private static final String GOOD =
      """
      alerts:
        - kind: slack
          url: {env: SLACK_URL}
          events: [failed, missed]
        - kind: webhook
          name: audit
          url: https://hooks.example.org/nightjar
          secret: {file: hook.key}
          events: all
          template: "{{event}}: {{headline}}"
        - kind: email
          server: smtp://night@mail.example.org:587
          password: {env: SMTP_PASSWORD}
          from: nightjar@example.org
          to: [ops@example.org, ml@example.org]
        - kind: heartbeat
          url: https://beat.example.org/abc
          every: 5m
      """;

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(SettingsSchema.json());

  @TempDir Path dir;

  private List<AlertSettings> read(String yaml, Map<String, String> environment)
      throws IOException {
    Path file = Files.writeString(dir.resolve("nightjar.yaml"), yaml);
    return new SettingsReader(address -> {}, database -> {}).read(file, environment).alerts();
  }

  private void refused(String yaml, String... parts) {
    assertThatThrownBy(() -> read(yaml, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(parts);
    assertThat(SCHEMA.validate(new ObjectMapper().valueToTree(YamlParser.parse("f", yaml).plain())))
        .as("the schema refuses it too")
        .isNotEmpty();
  }

  private static SecretReference found(String name, String text) {
    return new SecretReference(name, new Secret(text), "");
  }

  @Test
  void readsEveryKindOfChannel() throws IOException {
    Files.writeString(dir.resolve("hook.key"), "whsec_AAAA\n");
    assertThat(read(GOOD, Map.of("SLACK_URL", "https://s/x", "SMTP_PASSWORD", "pw")))
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("url.absent", "password.absent")
        .containsExactly(
            new AlertSettings.Slack(
                "slack",
                Set.of(AlertKind.FAILED, AlertKind.MISSED),
                found("SLACK_URL", "https://s/x"),
                null),
            new AlertSettings.Webhook(
                "audit",
                Set.of(AlertKind.values()),
                found("url", "https://hooks.example.org/nightjar"),
                found(dir.resolve("hook.key").toString(), "whsec_AAAA"),
                new Template("{{event}}: {{headline}}")),
            new AlertSettings.Email(
                "email",
                AlertKind.standard(),
                URI.create("smtp://night@mail.example.org:587"),
                false,
                found("SMTP_PASSWORD", "pw"),
                "nightjar@example.org",
                List.of("ops@example.org", "ml@example.org"),
                null),
            new AlertSettings.Heartbeat(
                "heartbeat", found("url", "https://beat.example.org/abc"), Duration.ofMinutes(5)));
    assertThat(SCHEMA.validate(new ObjectMapper().valueToTree(YamlParser.parse("f", GOOD).plain())))
        .isEmpty();
  }

  @Test
  void aSecretThatIsNotThereIsMissedByWhoNeedsItOnly() throws IOException {
    List<AlertSettings> channels = read(GOOD, Map.of());
    AlertSettings.Slack slack = (AlertSettings.Slack) channels.get(0);
    assertThatThrownBy(() -> slack.url().require())
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("SLACK_URL: the variable is not set", "channel in line 2");
    AlertSettings.Webhook hook = (AlertSettings.Webhook) channels.get(1);
    assertThatThrownBy(() -> java.util.Objects.requireNonNull(hook.secret()).require())
        .hasMessageContainingAll("hook.key: the file cannot be read", "secret of the channel");
  }

  @Test
  void secretsAreNeverPrinted() throws IOException {
    assertThat(read(GOOD, Map.of("SLACK_URL", "https://s/geheim", "SMTP_PASSWORD", "geheim")))
        .asString()
        .doesNotContain("geheim");
  }

  @Test
  void namesTheLineAndTheNearestWord() {
    refused("alerts:\n  - kind: slak\n    url: x\n", ":2:", "did you mean slack?");
    refused(
        "alerts:\n  - kind: webhook\n    url: https://h/\n    events: [faild]\n",
        ":4:",
        "did you mean failed?");
    refused("alerts:\n  - kind: webhook\n    uri: https://h/\n", ":3:", "did you mean url?");
    refused("alerts:\n  - url: https://h/\n", ":2:", "kind is missing");
    assertThatThrownBy(
            () ->
                read(
                    "alerts:\n  - {kind: webhook, url: https://h/, template: '{{pipelin}}'}\n",
                    Map.of()))
        .hasMessageContainingAll(":2:", "{{pipelin}}", "did you mean pipeline?");
  }

  @Test
  void secretsInTheFileAreRefusedAndNotRepeated() {
    for (String channel :
        List.of(
            "{kind: slack, url: https://hooks.slack.com/geheim}",
            "{kind: webhook, url: https://h/, secret: geheim}",
            "{kind: email, server: smtp://h, password: geheim, from: a@b, to: a@b}")) {
      refused("alerts:\n  - " + channel + "\n", "{env: VARIABLE} or {file: PATH}");
      assertThatThrownBy(() -> read("alerts:\n  - " + channel + "\n", Map.of()))
          .message()
          .doesNotContain("geheim");
    }
    assertThatThrownBy(
            () ->
                read(
                    "alerts:\n  - {kind: email, server: smtp://u:geheim@h, from: a@b, to: a@b}\n",
                    Map.of()))
        .message()
        .contains("password: {env: NAME}")
        .doesNotContain("geheim");
  }

  @Test
  void whatDoesNotFitTogetherIsNamed() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    alerts:
                      - {kind: webhook, url: https://a/}
                      - {kind: webhook, url: https://b/}
                    """,
                    Map.of()))
        .hasMessageContainingAll(":3:", "two channels called webhook");
    String mail = "alerts:\n  - {kind: email, server: smtp://h, from: a@b, to: a@b, ";
    assertThatThrownBy(() -> read(mail + "password: {env: A}, tls: none}\n", Map.of()))
        .hasMessageContainingAll("tls: none", "without a password");
    assertThatThrownBy(() -> read(mail + "password: {env: A}}\n", Map.of()))
        .hasMessageContaining("a password wants a user");
  }

  @Test
  void variablesAreChannelsToo() throws IOException {
    assertThat(read("alerts: []\n", Map.of("NIGHTJAR_ALERTS_SLACK", "https://s/x")))
        .containsExactly(
            new AlertSettings.Slack(
                "slack",
                AlertKind.standard(),
                found("NIGHTJAR_ALERTS_SLACK", "https://s/x"),
                null));
    assertThatThrownBy(() -> read("alerts: []\n", Map.of("NIGHTJAR_ALERTS_SLAK", "https://s/x")))
        .hasMessageContaining("did you mean NIGHTJAR_ALERTS_SLACK?");
    assertThatThrownBy(() -> read(GOOD, Map.of("NIGHTJAR_ALERTS_SLACK", "https://s/x")))
        .hasMessageContaining("has a channel called slack already");
  }
}
