package dev.nightjar.jobs.config;

import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Template;
import dev.nightjar.dataset.Span;
import dev.nightjar.text.Nearest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of the channels in {@code nightjar.yaml}, and of the variables {@code
 * NIGHTJAR_ALERTS_WEBHOOK}, {@code _SLACK} and {@code _HEARTBEAT}: each holds a URL and is one
 * channel more.
 */
final class AlertsBinder {

  private static final String VARIABLES = "NIGHTJAR_ALERTS_";

  private static final List<String> SHORT = List.of("webhook", "slack", "heartbeat");
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Path file;
  private final Map<String, String> environment;

  AlertsBinder(Path file, Map<String, String> environment) {
    this.file = file;
    this.environment = environment;
  }

  List<AlertSettings> bind(Section settings) {
    List<AlertSettings> channels = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlNode item : settings.items("alerts")) {
      Section s = new Section((YamlNode.Mapping) item);
      AlertSettings channel = channel(s, problems);
      channels.add(channel);
      if (!names.add(channel.name())) {
        problems.add(
            new Problem(
                item.line(),
                "there are two channels called %s: give one another name"
                    .formatted(channel.name())));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(file.toString(), problems);
    }
    channels.addAll(variables(names));
    return List.copyOf(channels);
  }

  private AlertSettings channel(Section s, List<Problem> problems) {
    String kind = s.text("kind");
    String name = s.text("name", kind);
    return switch (kind) {
      case "webhook" ->
          new AlertSettings.Webhook(
              name, events(s), reference(s, "url"), optional(s, "secret"), template(s));
      case "slack" -> new AlertSettings.Slack(name, events(s), reference(s, "url"), template(s));
      case "heartbeat" -> {
        Duration every = s.parsed("every", text -> Span.parse(text).duration());
        yield new AlertSettings.Heartbeat(name, reference(s, "url"), every == null ? EVERY : every);
      }
      default -> email(s, name, problems);
    };
  }

  private AlertSettings email(Section s, String name, List<Problem> problems) {
    URI server = AlertsShape.server(s.scalar("server"));
    boolean plain = s.text("tls", "required").equals("none");
    if (plain && (s.has("password") || server.getScheme().equals("smtps"))) {
      problems.add(
          new Problem(s.line("tls"), "tls: none goes with smtp:// and without a password"));
    }
    if (s.has("password") && server.getUserInfo() == null) {
      problems.add(new Problem(s.line("server"), "a password wants a user: smtp://user@host:587"));
    }
    List<String> to = s.items("to").isEmpty() ? List.of(s.text("to")) : s.texts("to");
    return new AlertSettings.Email(
        name, events(s), server, plain, optional(s, "password"), s.text("from"), to, template(s));
  }

  private static Set<AlertKind> events(Section s) {
    if (!s.has("events")) {
      return AlertKind.standard();
    }
    return s.items("events").isEmpty()
        ? Set.of(AlertKind.values())
        : s.texts("events").stream()
            .map(word -> AlertKind.valueOf(word.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());
  }

  private static @Nullable Template template(Section s) {
    return s.parsed("template", Template::new);
  }

  private SecretReference reference(Section s, String key) {
    String as = "%s of the channel in line %d".formatted(key, s.node().line());
    return s.node().get(key) instanceof YamlNode.Mapping place
        ? new SecretPlaces(file, environment).find(new Section(place), as)
        : written(s.text(key), key);
  }

  /** What may stand in the file may hold a secret nevertheless, such as the path of a URL. */
  private static SecretReference written(String text, String name) {
    return new SecretReference(name, new Secret(text), "");
  }

  private @Nullable SecretReference optional(Section s, String key) {
    return s.has(key) ? reference(s, key) : null;
  }

  private List<AlertSettings> variables(Set<String> names) {
    List<AlertSettings> channels = new ArrayList<>();
    requireKnown();
    for (String kind : SHORT) {
      String variable = VARIABLES + kind.toUpperCase(Locale.ROOT);
      String url = environment.getOrDefault(variable, "");
      if (url.isBlank()) {
        continue;
      }
      if (names.contains(kind)) {
        throw new ConfigException(
            variable,
            List.of(
                new Problem(
                    0, file + " has a channel called " + kind + " already: give it another name")));
      }
      SecretReference where = written(url.strip(), variable);
      channels.add(
          switch (kind) {
            case "webhook" ->
                new AlertSettings.Webhook(kind, AlertKind.standard(), where, null, null);
            case "slack" -> new AlertSettings.Slack(kind, AlertKind.standard(), where, null);
            default -> new AlertSettings.Heartbeat(kind, where, EVERY);
          });
    }
    return channels;
  }

  private void requireKnown() {
    List<String> known = SHORT.stream().map(k -> VARIABLES + k.toUpperCase(Locale.ROOT)).toList();
    for (String name : new TreeSet<>(environment.keySet())) {
      if (name.startsWith(VARIABLES) && !known.contains(name)) {
        throw new ConfigException(
            name,
            List.of(
                new Problem(
                    0,
                    "there is no such setting%s (known: %s)"
                        .formatted(Nearest.hint(name, known), String.join(", ", known)))));
      }
    }
  }
}
