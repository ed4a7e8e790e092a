package dev.nightjar.jobs.config;

import static dev.nightjar.jobs.config.Values.NAME;
import static dev.nightjar.jobs.config.Values.SPAN;

import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Field;
import dev.nightjar.alert.Template;
import dev.nightjar.jobs.config.PipelineShape.Fields;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shape of {@code alerts} in {@code nightjar.yaml}. */
final class AlertsShape {

  private static final Map<String, Object> STRING = Map.of("type", "string");

  private static final Shape URL =
      new Shape.Either(
          new Shape.Value("a URL such as https://hooks.example.org/nightjar", s -> url(s), STRING),
          new Shape.SecretPlace());
  private static final Shape SECRET = new Shape.SecretPlace();
  private static final Shape EVENTS =
      new Shape.Either(
          new Shape.Choice(List.of("all")),
          new Shape.ListOf(new Shape.Choice(AlertKind.words()), 1));
  private static final Shape TEMPLATE =
      new Shape.Value("a text with fields", s -> new Template(s.text()), STRING);
  private static final Shape ADDRESS =
      new Shape.Value(
          "a mail address such as ops@example.org",
          s -> address(s),
          Map.of("type", "string", "pattern", "^[^@\\s<>]+@[^@\\s<>]+$"));
  private static final Shape SERVER =
      new Shape.Value("a server such as smtp://user@mail.example.org:587", s -> server(s), STRING);

  /** The list of channels. */
  static final Shape ALERTS = new Shape.ListOf(new Shape.Variants("kind", kinds()), 0);

  private AlertsShape() {}

  private static Map<String, Shape.Fields> kinds() {
    Map<String, Shape.Fields> kinds = new LinkedHashMap<>();
    kinds.put(
        "webhook",
        told("webhook")
            .must("url", URL, "where CloudEvents are posted to")
            .may("secret", SECRET, "signs each request, as Standard Webhooks says")
            .build());
    kinds.put("slack", told("slack").must("url", SECRET, "the incoming webhook").build());
    kinds.put(
        "email",
        told("email")
            .must("server", SERVER, "smtp:// with STARTTLS, or smtps://")
            .may(
                "tls",
                new Shape.Choice(List.of("required", "none")),
                "none: smtp:// without STARTTLS, and without a password; required if left out")
            .may("password", SECRET, "of the user")
            .must("from", ADDRESS, "the sender")
            .must("to", new Shape.OneOrMore(ADDRESS), "the receivers")
            .build());
    kinds.put(
        "heartbeat",
        channel("heartbeat")
            .must("url", URL, "asked for while all is well, and at the end of run")
            .may("every", SPAN, "how often; 1m if left out")
            .build());
    return kinds;
  }

  private static Fields channel(String kind) {
    return new Fields()
        .must("kind", new Shape.Choice(List.of(kind)), "what kind of channel it is")
        .may("name", NAME, "unique; the kind if left out");
  }

  private static Fields told(String kind) {
    return channel(kind)
        .may(
            "events",
            EVENTS,
            "of what it is told; failed, blocked, withheld, waiting, missed, repaired, broken and recovered if"
                + " left out")
        .may(
            "template",
            TEMPLATE,
            "the text, with the fields {{" + String.join("}}, {{", Field.words()) + "}}");
  }

  private static void url(YamlNode.Scalar scalar) {
    if (!scalar.text().matches("(?i)https?://[^/?#@\\s]+([/?#]\\S*)?")) {
      throw new IllegalArgumentException("found another text");
    }
  }

  private static void address(YamlNode.Scalar scalar) {
    if (!scalar.text().matches("[^@\\s<>,;\\p{Cntrl}]+@[^@\\s<>,;\\p{Cntrl}]+")) {
      throw new IllegalArgumentException("found " + scalar.kind());
    }
  }

  static URI server(YamlNode.Scalar scalar) {
    try {
      URI uri = URI.create(scalar.text());
      String user = uri.getUserInfo();
      if (user != null && user.indexOf(':') >= 0) {
        throw new IllegalArgumentException("it holds a password; say password: {env: NAME}");
      }
      if (uri.getHost() != null
          && String.valueOf(uri.getScheme()).matches("smtps?")
          && String.valueOf(uri.getRawPath()).matches("/?")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      if (String.valueOf(e.getMessage()).startsWith("it holds") || scalar.text().contains("@")) {
        throw new IllegalArgumentException(
            "it holds a password, or is no address; say password: {env: NAME}", e);
      }
    }
    throw new IllegalArgumentException("found " + scalar.kind());
  }
}
