package dev.nightjar.jobs.config;

import dev.nightjar.dataset.Span;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code openlineage:}. What it leaves open OpenLineage's own variables say: {@code
 * OPENLINEAGE_URL}, {@code OPENLINEAGE_ENDPOINT}, {@code OPENLINEAGE_API_KEY}, {@code
 * OPENLINEAGE_NAMESPACE}; {@code OPENLINEAGE_DISABLED} wins over everything.
 *
 * @param file named in errors; its relative paths are meant from its folder
 */
record LineageReader(Path file, Map<String, String> environment) {

  static final String SECTION = "openlineage";

  /** The key itself, where every other variable of this section holds what the file would. */
  static final String KEY = "NIGHTJAR_OPENLINEAGE_API_KEY";

  private static final String STANDARD_KEY = "OPENLINEAGE_API_KEY";
  private static final String STANDARD_URL = "OPENLINEAGE_URL";
  private static final String ENDPOINT = "api/v1/lineage";
  private static final String NAMESPACE = "nightjar";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** The settings; null: events go nowhere. */
  @Nullable LineageSettings read(Section in) {
    LineageSettings.Target target = target(in);
    if (target == null || variable("OPENLINEAGE_DISABLED", "").equalsIgnoreCase("true")) {
      return null;
    }
    Span timeout = in.parsed("timeout", Span::parse);
    return new LineageSettings(
        target,
        in.text("namespace", variable("OPENLINEAGE_NAMESPACE", NAMESPACE)),
        timeout == null ? TIMEOUT : timeout.duration());
  }

  private LineageSettings.@Nullable Target target(Section in) {
    String url = in.text("url", variable(STANDARD_URL, ""));
    String transport = in.text("transport", in.has("file") ? "file" : url.isEmpty() ? "" : "http");
    return switch (transport) {
      case "file" -> new LineageSettings.EventFile(path(in, "file", "the file of the events"));
      case "http" -> {
        if (url.isEmpty()) {
          throw missing(in, "url", "the collector's address");
        }
        yield new LineageSettings.Collector(
            whole(in, url, in.text("endpoint", variable("OPENLINEAGE_ENDPOINT", ENDPOINT))),
            key(in.section("api_key")));
      }
      default -> {
        if (!in.node().entries().isEmpty()) {
          throw missing(in, "transport", "file or http");
        }
        yield null;
      }
    };
  }

  private URI whole(Section in, String url, String endpoint) {
    YamlNode.Scalar scalar = in.has("url") ? in.scalar("url") : new YamlNode.Scalar(0, url, url);
    try {
      return URI.create(
          SettingsShape.collector(scalar).toString().replaceFirst("/+$", "")
              + "/"
              + endpoint.replaceFirst("^/+", ""));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          STANDARD_URL,
          List.of(new Problem(0, "expected the address of a collector: " + e.getMessage())));
    }
  }

  private Path path(Section in, String key, String what) {
    if (!in.has(key)) {
      throw missing(in, key, what);
    }
    // A variable's path is meant from where the program is called, as NIGHTJAR_STORE's is.
    return in.line(key) == 0 ? Path.of(in.text(key)) : from(in.text(key));
  }

  private Path from(String written) {
    Path folder = file.toAbsolutePath().getParent();
    return folder == null ? Path.of(written) : folder.resolve(written).normalize();
  }

  private ConfigException missing(Section in, String key, String what) {
    return new ConfigException(
        file.toString(),
        List.of(
            new Problem(in.node().line(), "%s: %s is missing: %s".formatted(SECTION, key, what))));
  }

  private @Nullable SecretReference key(Section reference) {
    for (String name : List.of(KEY, STANDARD_KEY)) {
      if (!variable(name, "").isEmpty()
          && (name.equals(KEY) || reference.node().entries().isEmpty())) {
        return new SecretReference(name, new Secret(variable(name, "")), "");
      }
    }
    return reference.node().entries().isEmpty()
        ? null
        : new SecretPlaces(file, environment).find(reference, SECTION + ".api_key");
  }

  private String variable(String name, String otherwise) {
    String value = environment.getOrDefault(name, "");
    return value.isBlank() ? otherwise : value.strip();
  }
}
