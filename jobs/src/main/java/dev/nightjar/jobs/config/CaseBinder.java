package dev.nightjar.jobs.config;

import dev.nightjar.dataset.Expression;
import dev.nightjar.model.Feature;
import dev.nightjar.probe.Case;
import dev.nightjar.probe.Claim;
import dev.nightjar.probe.Decides;
import dev.nightjar.probe.Moves;
import dev.nightjar.probe.Scores;
import dev.nightjar.probe.Stays;
import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what models must do: each case names a test set and features that are there. */
final class CaseBinder {

  private static final List<String> COMPARING = List.of("same", "not-lower", "not-higher");
  private static final List<String> WORDS =
      List.of("positive", "negative", "same", "not-lower", "not-higher");
  private static final Pattern RANGE =
      Pattern.compile("([0-9]*\\.?[0-9]+)\\.\\.([0-9]*\\.?[0-9]+)");

  private final TestSetNames testSets;
  private final List<String> features;
  private final List<Problem> problems;

  CaseBinder(List<String> testSets, List<Feature> features, List<Problem> problems) {
    this.testSets = new TestSetNames(testSets, problems);
    this.features = features.stream().map(Feature::name).toList();
    this.problems = problems;
  }

  /** Null when the file has none. */
  @Nullable List<Case> bind(Section file) {
    Section all = file.section("cases");
    List<Case> cases = new ArrayList<>();
    for (String name : all.node().entries().keySet()) {
      Section s = all.section(name);
      String on = testSets.on(s, all.line(name));
      Map<String, Expression> set = set(s.section("set"));
      try {
        Claim claim = claim(s);
        if (on != null) {
          cases.add(new Case(name, on, s.parsed("where", Expression::new), set, claim));
        }
      } catch (IllegalArgumentException e) {
        problem(s.has("expect") ? s.line("expect") : all.line(name), e.getMessage());
      }
    }
    return cases.isEmpty() ? null : List.copyOf(cases);
  }

  private Map<String, Expression> set(Section s) {
    Map<String, Expression> set = new LinkedHashMap<>();
    for (String feature : s.node().entries().keySet()) {
      if (!features.contains(feature)) {
        problem(
            s.line(feature),
            "what the models see is set, and features.use has no %s%s (known: %s)"
                .formatted(feature, Nearest.hint(feature, features), String.join(", ", features)));
      }
      set.put(feature, new Expression(s.text(feature)));
    }
    return set;
  }

  private Claim claim(Section s) {
    String expect = s.text("expect");
    double tolerance = s.number("tolerance", 0);
    if (s.has("tolerance") && !COMPARING.contains(expect)) {
      problem(s.line("tolerance"), "a tolerance is of " + String.join(", ", COMPARING) + " alone");
    }
    Matcher range = RANGE.matcher(expect);
    if (range.matches()) {
      return new Scores(Double.parseDouble(range.group(1)), Double.parseDouble(range.group(2)));
    }
    return switch (expect) {
      case "positive", "negative" -> new Decides(expect.equals("positive"));
      case "same" -> new Stays(tolerance);
      case "not-lower", "not-higher" -> new Moves(expect.equals("not-lower"), tolerance);
      default ->
          throw new IllegalArgumentException(
              "expected one of %s, or a range of scores such as 0.2..0.4, found %s%s"
                  .formatted(String.join(", ", WORDS), expect, Nearest.hint(expect, WORDS)));
    };
  }

  private void problem(int line, @Nullable String text) {
    problems.add(new Problem(line, String.valueOf(text)));
  }
}
