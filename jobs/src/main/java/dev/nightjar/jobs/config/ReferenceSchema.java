package dev.nightjar.jobs.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Says in a JSON Schema that a text which refers to a parameter may stand where a number, a word or
 * another text of some form is wanted: what it becomes only the reader knows.
 *
 * @param fixed keys of the file that no parameter may change
 * @param parameters the key that declares them
 */
record ReferenceSchema(Set<String> fixed, String parameters) {

  private static final String NAME = "reference";
  private static final Map<String, Object> REFERENCE = Map.of("$ref", "#/$defs/" + NAME);
  private static final Set<String> FORMS =
      Set.of("enum", "const", "pattern", "format", "minimum", "maximum", "minLength");

  /** The schema of a file, with its references. */
  Map<String, Object> of(Map<String, Object> file) {
    Map<String, Object> properties = new LinkedHashMap<>();
    map(Objects.requireNonNull(file.get("properties")))
        .forEach(
            (key, schema) ->
                properties.put(
                    key,
                    fixed.contains(key) || key.equals(parameters)
                        ? schema
                        : referable(map(schema))));
    Map<String, Object> whole = new LinkedHashMap<>(file);
    whole.put("properties", properties);
    whole.put(
        "$defs",
        Map.of(
            NAME,
            Map.of(
                "type",
                "string",
                "pattern",
                "\\$\\{params\\.[^}]+\\}",
                "description",
                "The value of a parameter, such as ${params.seed}.")));
    return whole;
  }

  @SuppressWarnings("unchecked") // Schemas are made of maps with texts as keys.
  private static Map<String, Object> map(Object schema) {
    return (Map<String, Object>) schema;
  }

  private static Map<String, Object> referable(Map<String, Object> schema) {
    if (isFormed(schema)) {
      return either(schema, List.of(without(schema)));
    }
    if (schema.get("anyOf") instanceof List<?> choices) {
      List<Map<String, Object>> all = choices.stream().map(ReferenceSchema::map).toList();
      List<Map<String, Object>> inside =
          all.stream().map(one -> isFormed(one) ? one : referable(one)).toList();
      return all.stream().anyMatch(ReferenceSchema::isFormed)
          ? either(schema, inside)
          : with(schema, "anyOf", inside);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    schema.forEach(
        (key, value) ->
            all.put(
                key,
                key.equals("properties")
                    ? each(map(value))
                    : value instanceof Map && !key.equals("$defs")
                        ? referable(map(value))
                        : value));
    return all;
  }

  private static Map<String, Object> each(Map<String, Object> properties) {
    Map<String, Object> all = new LinkedHashMap<>();
    properties.forEach((key, value) -> all.put(key, referable(map(value))));
    return all;
  }

  /** Whether a text that refers to a parameter is not of that form by itself. */
  private static boolean isFormed(Map<String, Object> schema) {
    Object type = schema.get("type");
    return Set.of("integer", "number", "boolean").contains(String.valueOf(type))
        || (!"array".equals(type)
            && !"object".equals(type)
            && FORMS.stream().anyMatch(schema::containsKey));
  }

  private static Map<String, Object> either(
      Map<String, Object> schema, List<Map<String, Object>> choices) {
    List<Map<String, Object>> all = new ArrayList<>(choices);
    all.add(REFERENCE);
    Map<String, Object> whole = new LinkedHashMap<>();
    if (schema.containsKey("description")) {
      whole.put("description", schema.get("description"));
    }
    whole.put("anyOf", all);
    return whole;
  }

  private static Map<String, Object> without(Map<String, Object> schema) {
    Map<String, Object> rest = new LinkedHashMap<>(schema);
    rest.remove("description");
    return rest;
  }

  private static Map<String, Object> with(Map<String, Object> schema, String key, Object value) {
    Map<String, Object> whole = new LinkedHashMap<>(schema);
    whole.put(key, value);
    return whole;
  }
}
