package dev.nightjar.jobs.config;

import dev.nightjar.text.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a value in the pipeline file may look like. Said once: the check of a file and the JSON
 * Schema for editors are both made of it.
 */
sealed interface Shape {

  /** Reports every way in which the value is not of this shape. */
  void check(YamlNode node, Consumer<Problem> problems);

  /** The shape as JSON Schema (2020-12). */
  Map<String, Object> schema();

  /** Says what was expected and what was found. */
  static void expected(String what, YamlNode found, Consumer<Problem> problems) {
    problems.accept(new Problem(found.line(), "expected " + what + ", found " + found.kind()));
  }

  /** A single value that a parser takes; the parser's complaint becomes the problem. */
  record Value(String what, Parser parser, Map<String, Object> schema) implements Shape {

    /** Throws {@link RuntimeException} whose message says what was expected. */
    @FunctionalInterface
    interface Parser {
      void parse(YamlNode.Scalar scalar);
    }

    @Override
    public void check(YamlNode node, Consumer<Problem> problems) {
      if (!(node instanceof YamlNode.Scalar scalar) || scalar.value() == null) {
        expected(what, node, problems);
        return;
      }
      try {
        parser.parse(scalar);
      } catch (RuntimeException e) {
        problems.accept(new Problem(node.line(), "expected " + what + ": " + e.getMessage()));
      }
    }
  }

  /** One of some words. */
  record Choice(List<String> words) implements Shape {
    @Override
    public void check(YamlNode node, Consumer<Problem> problems) {
      if (!(node instanceof YamlNode.Scalar scalar) || scalar.value() == null) {
        expected("one of " + String.join(", ", words), node, problems);
      } else if (!words.contains(scalar.text())) {
        problems.accept(
            new Problem(
                node.line(),
                "expected one of %s, found %s%s"
                    .formatted(
                        String.join(", ", words),
                        node.kind(),
                        Nearest.hint(scalar.text(), words))));
      }
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("enum", words);
    }
  }

  /** A list of at least so many items. */
  record ListOf(Shape item, int min) implements Shape {
    @Override
    public void check(YamlNode node, Consumer<Problem> problems) {
      if (!(node instanceof YamlNode.Sequence sequence)) {
        expected("a list", node, problems);
        return;
      }
      if (sequence.items().size() < min) {
        problems.accept(new Problem(node.line(), "expected at least " + min + " in the list"));
      }
      sequence.items().forEach(i -> item.check(i, problems));
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "array", "items", item.schema(), "minItems", min);
    }
  }

  /** A mapping whose keys are free. */
  record MapOf(Shape value, int min) implements Shape {
    @Override
    public void check(YamlNode node, Consumer<Problem> problems) {
      if (!(node instanceof YamlNode.Mapping mapping)) {
        expected("a mapping", node, problems);
        return;
      }
      if (mapping.entries().size() < min) {
        problems.accept(new Problem(node.line(), "expected at least " + min + " in the mapping"));
      }
      mapping.entries().values().forEach(e -> value.check(e.value(), problems));
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "object", "additionalProperties", value.schema(), "minProperties", min);
    }
  }

  /** Read by another part of the program, which reports what is wrong with it. */
  record Elsewhere(Map<String, Object> schema) implements Shape {
    @Override
    public void check(YamlNode node, Consumer<Problem> problems) {}
  }

  /** A single value or a mapping, whichever was written. */
  record Either(Shape single, Shape structured) implements Shape {
    @Override
    public void check(YamlNode node, Consumer<Problem> problems) {
      (node instanceof YamlNode.Scalar ? single : structured).check(node, problems);
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("anyOf", List.of(single.schema(), structured.schema()));
    }
  }

  /** One item, or a list of at least one. */
  record OneOrMore(Shape item) implements Shape {
    @Override
    public void check(YamlNode node, Consumer<Problem> problems) {
      (node instanceof YamlNode.Sequence ? new ListOf(item, 1) : item).check(node, problems);
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("anyOf", List.of(item.schema(), new ListOf(item, 1).schema()));
    }
  }

  /** Says where a secret is. What stands there instead may be one, and is never printed. */
  record SecretPlace() implements Shape {

    private static final Tagged PLACES =
        new Tagged(
            "place of a secret",
            new TreeMap<>(
                Map.of(
                    "env", new Value("the name of a variable", s -> {}, Map.of("type", "string")),
                    "file", new Value("a path", s -> {}, Map.of("type", "string")))),
            Map.of());

    @Override
    public void check(YamlNode node, Consumer<Problem> problems) {
      if (node instanceof YamlNode.Mapping) {
        PLACES.check(node, problems);
      } else {
        problems.accept(
            new Problem(
                node.line(),
                "expected {env: VARIABLE} or {file: PATH}: a secret itself stands in no settings"));
      }
    }

    @Override
    public Map<String, Object> schema() {
      return PLACES.schema();
    }
  }

  /**
   * A mapping of known keys.
   *
   * @param fields by key, in the order that people read them
   * @param others shape of keys that are not known; null: there are none
   */
  record Fields(Map<String, Field> fields, @Nullable Shape others) implements Shape {

    /** A key: its shape, whether it must be there, what it means. */
    record Field(Shape shape, boolean required, String doc) {}

    @Override
    public void check(YamlNode node, Consumer<Problem> problems) {
      if (!(node instanceof YamlNode.Mapping mapping)) {
        expected("a mapping with " + String.join(", ", fields.keySet()), node, problems);
        return;
      }
      mapping
          .entries()
          .forEach(
              (key, entry) -> {
                Field field = fields.get(key);
                if (field != null) {
                  field.shape().check(entry.value(), problems);
                } else if (others != null) {
                  others.check(entry.value(), problems);
                } else {
                  problems.accept(new Problem(entry.line(), unknown(key)));
                }
              });
      fields.forEach(
          (key, field) -> {
            if (field.required() && !mapping.entries().containsKey(key)) {
              problems.accept(new Problem(node.line(), key + " is missing: " + field.doc()));
            }
          });
    }

    private String unknown(String key) {
      return "unknown key "
          + key
          + Nearest.hint(key, fields.keySet())
          + " (known here: "
          + String.join(", ", fields.keySet())
          + ")";
    }

    @Override
    public Map<String, Object> schema() {
      Map<String, Object> properties = new LinkedHashMap<>();
      fields.forEach(
          (key, field) -> {
            Map<String, Object> property = new LinkedHashMap<>(field.shape().schema());
            property.put("description", field.doc());
            properties.put(key, property);
          });
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("type", "object");
      schema.put("properties", properties);
      schema.put("additionalProperties", others == null ? (Object) false : others.schema());
      schema.put(
          "required",
          fields.entrySet().stream()
              .filter(e -> e.getValue().required())
              .map(Map.Entry::getKey)
              .toList());
      return schema;
    }
  }

  /**
   * A mapping of which the value of one key says what the others may be.
   *
   * @param tag that key; each variant has it among its fields
   */
  record Variants(String tag, Map<String, Fields> variants) implements Shape {
    @Override
    public void check(YamlNode node, Consumer<Problem> problems) {
      if (!(node instanceof YamlNode.Mapping mapping)) {
        expected("a mapping with " + tag, node, problems);
        return;
      }
      YamlNode said = mapping.get(tag);
      Choice choice = new Choice(List.copyOf(variants.keySet()));
      if (said == null) {
        problems.accept(
            new Problem(
                node.line(), tag + " is missing: one of " + String.join(", ", choice.words())));
        return;
      }
      Fields fields = said instanceof YamlNode.Scalar word ? variants.get(word.text()) : null;
      if (fields == null) {
        choice.check(said, problems);
      } else {
        fields.check(node, problems);
      }
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("oneOf", variants.values().stream().map(Shape::schema).toList());
    }
  }

  /** A mapping of which one key says what the rest is, such as {@code improves: {…}}. */
  record Tagged(String what, Map<String, Shape> tags, Map<String, Shape> beside) implements Shape {
    @Override
    public void check(YamlNode node, Consumer<Problem> problems) {
      if (!(node instanceof YamlNode.Mapping mapping)) {
        expected(what + ", one of " + String.join(", ", tags.keySet()), node, problems);
        return;
      }
      int found = 0;
      for (Map.Entry<String, YamlNode.Mapping.Entry> e : mapping.entries().entrySet()) {
        Shape tag = tags.get(e.getKey());
        Shape shape = tag == null ? beside.get(e.getKey()) : tag;
        if (shape == null) {
          problems.accept(new Problem(e.getValue().line(), unknown(e.getKey())));
          return;
        }
        found += tag == null ? 0 : 1;
        shape.check(e.getValue().value(), problems);
      }
      if (found != 1) {
        problems.accept(
            new Problem(
                node.line(), "expected exactly one of " + String.join(", ", tags.keySet())));
      }
    }

    private String unknown(String key) {
      return "unknown %s %s%s (known: %s)"
          .formatted(what, key, Nearest.hint(key, tags.keySet()), String.join(", ", tags.keySet()));
    }

    @Override
    public Map<String, Object> schema() {
      Map<String, Object> properties = new LinkedHashMap<>();
      tags.forEach((key, shape) -> properties.put(key, shape.schema()));
      beside.forEach((key, shape) -> properties.put(key, shape.schema()));
      return Map.of(
          "type",
          "object",
          "properties",
          properties,
          "additionalProperties",
          false,
          "oneOf",
          tags.keySet().stream().map(k -> Map.of("required", List.of(k))).toList());
    }
  }
}
