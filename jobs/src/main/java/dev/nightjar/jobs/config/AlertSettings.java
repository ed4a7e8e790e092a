package dev.nightjar.jobs.config;

import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Template;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A way to reach people, as {@code nightjar.yaml} says it. */
public sealed interface AlertSettings {

  /** Its name, unique; that of its kind unless it says otherwise. */
  String name();

  /**
   * CloudEvents over HTTP.
   *
   * @param events the kinds that it wants
   * @param url where to
   * @param secret signs the requests; null: unsigned
   * @param template of the text; null: the usual one
   */
  record Webhook(
      String name,
      Set<AlertKind> events,
      SecretReference url,
      @Nullable SecretReference secret,
      @Nullable Template template)
      implements AlertSettings {}

  /** A webhook of Slack or of what understands the same. */
  record Slack(String name, Set<AlertKind> events, SecretReference url, @Nullable Template template)
      implements AlertSettings {}

  /**
   * Mail.
   *
   * @param server {@code smtp://user@host:587}, with STARTTLS, or {@code smtps://…}
   * @param plain whether {@code smtp} may go without TLS
   * @param password of the user; null: none
   */
  record Email(
      String name,
      Set<AlertKind> events,
      URI server,
      boolean plain,
      @Nullable SecretReference password,
      String from,
      List<String> to,
      @Nullable Template template)
      implements AlertSettings {}

  /** A URL that is asked for while all is well. */
  record Heartbeat(String name, SecretReference url, Duration every) implements AlertSettings {}
}
