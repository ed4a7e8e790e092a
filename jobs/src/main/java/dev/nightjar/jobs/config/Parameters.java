package dev.nightjar.jobs.config;

import dev.nightjar.text.Nearest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The parameters of a pipeline file: declared with a default under {@code params}, referred to as
 * <code>${params.NAME}</code> anywhere but in what names the pipeline and says when it runs. A
 * value that is all reference has the parameter's type.
 */
final class Parameters {

  private static final String KEY = "params";
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{params\\.([^}]*)}");
  private static final Pattern SPAN = Pattern.compile("\\d{1,6}\\s*[smhdw]");
  private static final Set<String> FIXED = Set.of("pipeline", "schedule");

  private final YamlNode root;
  private final List<Problem> problems;
  private final Map<String, YamlNode.Scalar> values = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();

  /** The schema of a file whose values may be references, where a parameter may change them. */
  static Map<String, Object> referable(Map<String, Object> file) {
    return new ReferenceSchema(FIXED, KEY).of(file);
  }

  Parameters(YamlNode root, List<Problem> problems) {
    this.root = root;
    this.problems = problems;
  }

  /**
   * The file with the values in place of what refers to them.
   *
   * @param given in place of what the file says
   * @throws IllegalArgumentException when a given one is not declared, or of another type
   */
  YamlNode filledIn(Map<String, String> given) {
    if (!(root instanceof YamlNode.Mapping file)) {
      return root;
    }
    if (file.get(KEY) instanceof YamlNode.Mapping declared) {
      declared.entries().forEach((name, entry) -> declare(name, entry.value(), given));
    }
    given.keySet().forEach(this::requireDeclared);
    Map<String, YamlNode.Mapping.Entry> filled = new LinkedHashMap<>();
    file.entries()
        .forEach(
            (key, entry) ->
                filled.put(
                    key,
                    key.equals(KEY)
                        ? entry
                        : new YamlNode.Mapping.Entry(
                            entry.line(), filled(entry.value(), FIXED.contains(key)))));
    values.forEach(
        (name, value) -> {
          if (!used.contains(name)) {
            problems.add(
                new Problem(
                    value.line(),
                    "the parameter "
                        + name
                        + " is not used: refer to it as ${params."
                        + name
                        + "}"));
          }
        });
    return new YamlNode.Mapping(file.line(), filled);
  }

  private void declare(String name, YamlNode value, Map<String, String> given) {
    if (value instanceof YamlNode.Scalar scalar && scalar.value() != null) {
      String text = given.get(name);
      values.put(name, text == null ? scalar : typed(name, text, scalar));
    }
  }

  private static YamlNode.Scalar typed(String name, String text, YamlNode.Scalar standard) {
    YamlNode.Scalar value;
    try {
      value = YamlParser.scalar(standard.line(), text);
    } catch (YamlEngineException e) {
      value = new YamlNode.Scalar(standard.line(), text, text);
    }
    String expected = type(standard);
    if (expected.equals("a text")) {
      return new YamlNode.Scalar(standard.line(), text, text);
    }
    boolean fits =
        type(value).equals(expected)
            || (expected.equals("a number") && type(value).equals("a whole number"));
    if (!fits) {
      throw new IllegalArgumentException(
          "--param %s: expected %s, as its default %s is one, found “%s”"
              .formatted(name, expected, standard.text(), text));
    }
    return value;
  }

  private static String type(YamlNode.Scalar scalar) {
    if (scalar.value() instanceof Long) {
      return "a whole number";
    }
    if (scalar.value() instanceof Double) {
      return "a number";
    }
    if (scalar.value() instanceof Boolean) {
      return "true or false";
    }
    return SPAN.matcher(scalar.text()).matches() ? "a length of time" : "a text";
  }

  private void requireDeclared(String name) {
    if (!values.containsKey(name)) {
      throw new IllegalArgumentException(
          "--param %s: the pipeline file declares no such parameter%s (declared: %s)"
              .formatted(
                  name,
                  Nearest.hint(name, values.keySet()),
                  values.isEmpty() ? "none" : String.join(", ", values.keySet())));
    }
  }

  private YamlNode filled(YamlNode node, boolean fixed) {
    if (node instanceof YamlNode.Mapping mapping) {
      Map<String, YamlNode.Mapping.Entry> entries = new LinkedHashMap<>();
      mapping
          .entries()
          .forEach(
              (key, entry) ->
                  entries.put(
                      key, new YamlNode.Mapping.Entry(entry.line(), filled(entry.value(), fixed))));
      return new YamlNode.Mapping(mapping.line(), entries);
    }
    if (node instanceof YamlNode.Sequence sequence) {
      return new YamlNode.Sequence(
          sequence.line(), sequence.items().stream().map(item -> filled(item, fixed)).toList());
    }
    return filled((YamlNode.Scalar) node, fixed);
  }

  private YamlNode.Scalar filled(YamlNode.Scalar scalar, boolean fixed) {
    Matcher reference = REFERENCE.matcher(scalar.text());
    if (!reference.find()) {
      return scalar;
    }
    if (fixed) {
      problems.add(
          new Problem(
              scalar.line(),
              "a parameter cannot change what the pipeline is called, nor when it runs"));
      return scalar;
    }
    if (reference.matches()) {
      YamlNode.Scalar value = value(reference.group(1), scalar.line());
      return value == null
          ? scalar
          : new YamlNode.Scalar(scalar.line(), value.text(), value.value());
    }
    String text =
        reference.replaceAll(
            match -> {
              YamlNode.Scalar value = value(match.group(1), scalar.line());
              return Matcher.quoteReplacement(value == null ? "" : value.text());
            });
    return new YamlNode.Scalar(scalar.line(), text, text);
  }

  private YamlNode.@Nullable Scalar value(String name, int line) {
    used.add(name);
    YamlNode.Scalar value = values.get(name);
    if (value == null) {
      problems.add(
          new Problem(
              line,
              "there is no parameter %s%s (declared under params: %s)"
                  .formatted(
                      name,
                      Nearest.hint(name, values.keySet()),
                      values.isEmpty() ? "none" : String.join(", ", values.keySet()))));
    }
    return value;
  }
}
