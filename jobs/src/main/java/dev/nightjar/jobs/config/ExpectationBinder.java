package dev.nightjar.jobs.config;

import dev.nightjar.dataset.Expression;
import dev.nightjar.expectation.ExpectationSpec;
import dev.nightjar.expectation.Severity;
import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads expectations in both forms: {@code - expect_…: {column: b}} with {@code severity} and the
 * like beside it, and Great Expectations' own {@code {type | expectation_type, kwargs, …}}.
 */
final class ExpectationBinder {

  private static final List<String> BESIDE = List.of("severity", "where", "on", "meta");
  private static final List<String> SEVERITIES = List.of("critical", "warning", "info");
  private static final List<String> SCOPES = List.of("all", "newest");

  private final Consumer<ExpectationSpec> vocabulary;
  private final List<Problem> problems;

  ExpectationBinder(Consumer<ExpectationSpec> vocabulary, List<Problem> problems) {
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  List<ExpectationSpec> bind(List<YamlNode> items) {
    List<ExpectationSpec> specs = new ArrayList<>();
    for (YamlNode item : items) {
      int before = problems.size();
      ExpectationSpec spec = bind(item);
      if (spec == null || problems.size() > before) {
        continue;
      }
      try {
        vocabulary.accept(spec);
        specs.add(spec);
      } catch (IllegalArgumentException e) {
        problems.add(new Problem(item.line(), String.valueOf(e.getMessage())));
      }
    }
    return specs;
  }

  private @Nullable ExpectationSpec bind(YamlNode item) {
    if (!(item instanceof YamlNode.Mapping mapping)) {
      Shape.expected(
          "an expectation such as expect_column_to_exist: {column: a}", item, problems::add);
      return null;
    }
    String type = "";
    YamlNode kwargs = null;
    for (Map.Entry<String, YamlNode.Mapping.Entry> e : mapping.entries().entrySet()) {
      String key = e.getKey();
      YamlNode value = e.getValue().value();
      if (key.equals("type") || key.equals("expectation_type")) {
        type = value instanceof YamlNode.Scalar s ? s.text() : "";
      } else if (key.equals("kwargs")) {
        kwargs = value;
      } else if (key.startsWith("expect_")) {
        type = key;
        kwargs = value;
      } else if (!BESIDE.contains(key)) {
        problems.add(
            new Problem(
                e.getValue().line(),
                "unknown key %s beside an expectation%s (known here: %s)"
                    .formatted(key, Nearest.hint(key, BESIDE), String.join(", ", BESIDE))));
      }
    }
    if (type.isEmpty()) {
      problems.add(new Problem(item.line(), "expected a key such as expect_column_to_exist"));
      return null;
    }
    return new ExpectationSpec(
        type,
        map(kwargs),
        Severity.valueOf(word(mapping, "severity", SEVERITIES)),
        where(mapping),
        ExpectationSpec.Scope.valueOf(word(mapping, "on", SCOPES)),
        map(mapping.get("meta")));
  }

  private Map<String, Object> map(@Nullable YamlNode node) {
    Map<String, Object> map = new TreeMap<>();
    if (node instanceof YamlNode.Mapping mapping) {
      mapping
          .plain()
          .forEach(
              (key, value) -> {
                if (value != null) {
                  map.put(key, value);
                }
              });
    } else if (node != null && node.plain() != null) {
      Shape.expected("a mapping of arguments", node, problems::add);
    }
    return map;
  }

  private @Nullable Expression where(YamlNode.Mapping mapping) {
    int before = problems.size();
    YamlNode node = mapping.get("where");
    if (node == null) {
      return null;
    }
    Values.EXPRESSION.check(node, problems::add);
    return problems.size() > before ? null : new Expression(((YamlNode.Scalar) node).text());
  }

  private String word(YamlNode.Mapping mapping, String key, List<String> words) {
    YamlNode node = mapping.get(key);
    int before = problems.size();
    if (node != null) {
      new Shape.Choice(words).check(node, problems::add);
    }
    boolean good = node instanceof YamlNode.Scalar && problems.size() == before;
    String word = good && node instanceof YamlNode.Scalar s ? s.text() : words.get(0);
    return word.toUpperCase(Locale.ROOT);
  }
}
