package dev.nightjar.jobs.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.jobs.mlflow.MirroredModel.Version;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings a tracking server up to a model's registry: registered model, versions, tags, aliases.
 * What is as it should be is left alone, so that the same again changes nothing, and one that was
 * interrupted goes on. Versions are known by their tag {@code nightjar.version}; those of others
 * are not touched. Two mirrors of one model at once may create a version twice.
 */
public final class MlflowMirror {

  /** Tag of a version: its name in the registry. */
  public static final String VERSION = "nightjar.version";

  /** Tag of model and versions: the entry of the registry's log that they come from. */
  public static final String LOG_SEQ = "nightjar.logSeq";

  /** The champion is moved last: who follows it finds the others in place. */
  private static final List<String> ALIASES = List.of("previous", "baseline", "champion");

  private static final String PAGE = "200";
  private static final int MOST_PAGES = 10_000;

  private final MlflowClient client;
  private final List<String> done = new ArrayList<>();

  /**
   * A mirror, for one model.
   *
   * @param server {@code http} or {@code https}
   * @param token sent as a bearer token; null: none
   */
  public MlflowMirror(URI server, @Nullable String token) {
    this.client = new MlflowClient(server, token);
  }

  /** A version over there: its number, and its tags. */
  private record There(String number, Map<String, String> tags) {}

  /**
   * Brings the server up.
   *
   * @return what was changed, in words and order; empty: nothing was to be done
   * @throws MlflowException when the server refuses or cannot be reached, or is ahead; what was
   *     changed before stays
   */
  public List<String> mirror(MirroredModel model) throws IOException {
    Map<String, String> tags = registered(model);
    String seen = tags.getOrDefault(LOG_SEQ, "");
    if (seen.matches("[0-9]{1,18}") && Long.parseLong(seen) > model.position()) {
      throw new MlflowException(
          "",
          "%s knows %s up to entry %s already, and this is its log up to entry %d"
              .formatted(client.server(), model.name(), seen, model.position()));
    }
    Map<String, There> there = versions(model.name());
    Map<String, String> numbers = new HashMap<>();
    for (Version version : model.versions()) {
      numbers.put(version.name(), version(model.name(), version, there.get(version.name())));
    }
    for (String alias : ALIASES) {
      String version = model.aliases().get(alias);
      alias(model.name(), alias, version, version == null ? null : numbers.get(version));
    }
    String position = String.valueOf(model.position());
    if (!position.equals(seen)) {
      client.post(
          "registered-models/set-tag", tag(Map.of("name", model.name()), LOG_SEQ, position));
      done.add("model " + model.name() + ": tag " + LOG_SEQ + " " + position);
    }
    return List.copyOf(done);
  }

  private Map<String, String> registered(MirroredModel model) throws IOException {
    try {
      return tags(
          client
              .get("registered-models/get", Map.of("name", model.name()))
              .path("registered_model"));
    } catch (MlflowException e) {
      if (!e.code().equals("RESOURCE_DOES_NOT_EXIST")) {
        throw e;
      }
    }
    try {
      client.post(
          "registered-models/create",
          Map.of(
              "name",
              model.name(),
              "description",
              "A mirror of a Nightjar registry, which is the truth: changes here are overwritten."));
      done.add("model " + model.name());
    } catch (MlflowException e) {
      // Another mirror was faster.
      if (!e.code().equals("RESOURCE_ALREADY_EXISTS")) {
        throw e;
      }
    }
    return Map.of();
  }

  private Map<String, There> versions(String model) throws IOException {
    Map<String, There> found = new HashMap<>();
    String token = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      Map<String, String> query = new LinkedHashMap<>();
      query.put("filter", "name='" + model + "'");
      query.put("max_results", PAGE);
      if (!token.isEmpty()) {
        query.put("page_token", token);
      }
      JsonNode answer = client.get("model-versions/search", query);
      for (JsonNode version : answer.path("model_versions")) {
        Map<String, String> tags = tags(version);
        String name = tags.get(VERSION);
        if (name != null) {
          There there = new There(version.path("version").asText(), tags);
          found.merge(name, there, MlflowMirror::older);
        }
      }
      token = answer.path("next_page_token").asText("");
      if (token.isEmpty()) {
        return found;
      }
    }
    throw new MlflowException("", client.server() + " gives pages of versions without end");
  }

  /** Should two mirrors have made one each, all later ones agree on which it is. */
  private static There older(There a, There b) {
    return a.number().length() != b.number().length()
        ? a.number().length() < b.number().length() ? a : b
        : a.number().compareTo(b.number()) <= 0 ? a : b;
  }

  private String version(String model, Version version, @Nullable There there) throws IOException {
    Map<String, String> tags = new TreeMap<>(version.tags());
    tags.put(VERSION, version.name());
    if (there == null) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("name", model);
      body.put("source", version.source());
      body.put("description", version.description());
      if (!version.runLink().isEmpty()) {
        body.put("run_link", version.runLink());
      }
      body.put(
          "tags",
          tags.entrySet().stream()
              .map(e -> Map.of("key", e.getKey(), "value", e.getValue()))
              .toList());
      String number =
          client.post("model-versions/create", body).path("model_version").path("version").asText();
      done.add("version %s as %s".formatted(version.name(), number));
      return number;
    }
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      if (!tag.getValue().equals(there.tags().get(tag.getKey()))) {
        client.post(
            "model-versions/set-tag",
            tag(Map.of("name", model, "version", there.number()), tag.getKey(), tag.getValue()));
        done.add("version %s: tag %s %s".formatted(version.name(), tag.getKey(), tag.getValue()));
      }
    }
    return there.number();
  }

  private void alias(String model, String alias, @Nullable String version, @Nullable String number)
      throws IOException {
    String now = aliased(model, alias);
    if (number != null && !number.equals(now)) {
      client.post(
          "registered-models/alias", Map.of("name", model, "alias", alias, "version", number));
      done.add("alias %s is %s".formatted(alias, version));
    } else if (number == null && now != null) {
      client.delete("registered-models/alias", Map.of("name", model, "alias", alias));
      done.add("alias %s is taken away".formatted(alias));
    }
  }

  /** The version's number; null: there is no such alias, which is HTTP 400 and not 404. */
  private @Nullable String aliased(String model, String alias) throws IOException {
    try {
      return client
          .get("registered-models/alias", Map.of("name", model, "alias", alias))
          .path("model_version")
          .path("version")
          .asText();
    } catch (MlflowException e) {
      if (e.code().equals("INVALID_PARAMETER_VALUE")
          || e.code().equals("RESOURCE_DOES_NOT_EXIST")) {
        return null;
      }
      throw e;
    }
  }

  private static Map<String, String> tags(JsonNode of) {
    Map<String, String> tags = new HashMap<>();
    of.path("tags").forEach(tag -> tags.put(tag.path("key").asText(), tag.path("value").asText()));
    return tags;
  }

  private static Map<String, String> tag(Map<String, String> of, String key, String value) {
    Map<String, String> body = new HashMap<>(of);
    body.put("key", key);
    body.put("value", value);
    return body;
  }
}
