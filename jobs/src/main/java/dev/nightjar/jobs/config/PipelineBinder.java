package dev.nightjar.jobs.config;

import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.Minimum;
import dev.nightjar.dataset.Recipe;
import dev.nightjar.dataset.Span;
import dev.nightjar.dataset.Split;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.evaluation.CostMatrix;
import dev.nightjar.evaluation.SliceSearchSpec;
import dev.nightjar.evaluation.SliceSpec;
import dev.nightjar.model.Feature;
import dev.nightjar.model.Threshold;
import dev.nightjar.model.TrainingSpec;
import dev.nightjar.probe.Case;
import dev.nightjar.probe.Probe;
import dev.nightjar.text.Nearest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes records of a file whose shape is right, and reports what does not fit together. */
final class PipelineBinder {

  private static final List<String> TRAIN_KEYS = List.of("trainer", "seed", "threshold");

  private final Vocabulary vocabulary;
  private final Path path;
  private final List<Problem> problems;

  PipelineBinder(Vocabulary vocabulary, Path path, List<Problem> problems) {
    this.vocabulary = vocabulary;
    this.path = path;
    this.problems = problems;
  }

  Pipeline bind(YamlNode.Mapping root) {
    Section file = new Section(root);
    List<TestSet> testSets = testSets(file);
    List<SliceSpec> slices = file.items("slices").stream().map(PipelineBinder::slice).toList();
    List<CostMatrix> made = new CostBinder(vocabulary, problems).bind(file);
    List<Feature> features = features(file.section("features"));
    List<String> sets = testSets.stream().map(TestSet::name).toList();
    SliceSearchSpec search = SliceSearchShape.bind(file, sets, slices, features, problems);
    List<Probe> probes = new RobustnessBinder(sets, features, problems).bind(file);
    List<Case> cases = new CaseBinder(sets, features, problems).bind(file);
    return new Pipeline(
        file.text("pipeline"),
        file.textOrNull("owner"),
        recipe(file.section("dataset")),
        label(file.section("label")),
        derived(file.section("features")),
        features,
        new ExpectationBinder(vocabulary.expectation(), problems).bind(file.items("expectations")),
        training(file.section("train")),
        baseline(file),
        testSets,
        slices,
        search,
        new PolicyBinder(
                vocabulary.with(
                    made == null ? List.of() : made.stream().map(CostMatrix::name).toList()),
                problems,
                sets,
                slices,
                search,
                features,
                orElse(probes, List.of()),
                orElse(cases, List.of()))
            .bind(file.section("promote")),
        new ScheduleBinder(vocabulary.cron(), path, problems).bind(file),
        made,
        probes,
        cases,
        minimum(file.section("dataset"), testSets));
  }

  private @Nullable Minimum minimum(Section dataset, List<TestSet> testSets) {
    Section s = dataset.section("minimum");
    Minimum standard = Minimum.standard();
    Minimum minimum = null;
    try {
      minimum =
          dataset.has("minimum")
              ? new Minimum(
                  (int) s.whole("train", standard.train()),
                  (int) s.whole("dev", standard.dev()),
                  (int) s.whole("test", standard.test()),
                  (int) s.whole("per_class", standard.perClass()),
                  s.number("max_group_share", standard.maxGroupShare()))
              : null;
    } catch (IllegalArgumentException e) {
      problem(dataset.line("minimum"), e);
    }
    int test = minimum == null ? standard.test() : minimum.test();
    for (TestSet set : testSets) {
      if (set.sample() > 0 && set.sample() < test) {
        problems.add(
            new Problem(
                dataset.line(dataset.has("minimum") ? "minimum" : "name"),
                "test set %s takes a sample of %d rows, and fewer than %d are refused: take more, or lower dataset.minimum.test"
                    .formatted(set.name(), set.sample(), test)));
      }
    }
    return minimum;
  }

  private Recipe recipe(Section dataset) {
    Section s = dataset.section("split");
    Split standard = Split.standard();
    Split split = standard;
    try {
      split =
          new Split(
              s.number("dev", standard.dev()),
              s.choice("by", Split.By.class, standard.by()),
              s.textOrNull("group"),
              orElse(s.parsed("embargo", Span::parse), standard.embargo()),
              s.text("salt", standard.salt()));
    } catch (IllegalArgumentException e) {
      problem(dataset.line("split"), e);
    }
    return new RecipeBinder(problems).bind(dataset, split);
  }

  private static Label label(Section s) {
    return new Label(
        s.text("name"),
        new Expression(s.text("when")),
        s.parsed("known_at", Expression::new),
        orElse(s.parsed("complete_after", Span::parse), Span.ofDays(1)),
        s.has("from") ? source(s.section("from")) : null);
  }

  private static Label.Source source(Section s) {
    YamlNode key = Objects.requireNonNull(s.node().get("key"), "the shape asks for a key");
    List<YamlNode> parts = key instanceof YamlNode.Sequence all ? all.items() : List.of(key);
    return new Label.Source(
        s.text("dataset"),
        parts.stream().map(PipelineBinder::key).toList(),
        s.parsed("window", Span::parse),
        s.textOrNull("at"),
        s.choice("absent", Label.Absent.class, Label.Absent.UNLABELLED));
  }

  private static Label.Key key(YamlNode part) {
    if (part instanceof YamlNode.Mapping mapping) {
      Section two = new Section(mapping);
      return new Label.Key(two.text("row"), two.text("label"));
    }
    String both = ((YamlNode.Scalar) part).text();
    return new Label.Key(both, both);
  }

  private static Map<String, Expression> derived(Section s) {
    Map<String, Expression> derived = new LinkedHashMap<>();
    Section derive = s.section("derive");
    derive.node().entries().keySet().forEach(k -> derived.put(k, new Expression(derive.text(k))));
    return derived;
  }

  private List<Feature> features(Section s) {
    List<String> use = s.texts("use");
    List<String> numeric = s.texts("numeric");
    List<String> categorical = s.texts("categorical");
    for (String key : List.of("numeric", "categorical")) {
      for (String name : s.texts(key)) {
        if (!use.contains(name)) {
          problems.add(
              new Problem(s.line(key), name + " is not in features.use" + Nearest.hint(name, use)));
        }
      }
    }
    List<Feature> features = new ArrayList<>();
    for (String name : use) {
      if (features.stream().anyMatch(f -> f.name().equals(name))) {
        problems.add(new Problem(s.line("use"), "feature " + name + " stands twice"));
      }
      Feature.Kind kind =
          numeric.contains(name)
              ? Feature.Kind.NUMERIC
              : categorical.contains(name) ? Feature.Kind.CATEGORICAL : Feature.Kind.INFERRED;
      features.add(new Feature(name, kind));
    }
    return features;
  }

  private TrainingSpec training(Section s) {
    Map<String, Object> parameters = new TreeMap<>();
    s.node()
        .plain()
        .forEach(
            (key, value) -> {
              if (!TRAIN_KEYS.contains(key) && value != null) {
                parameters.put(key, value);
              }
            });
    Threshold threshold = new Threshold.Fixed(0.5);
    try {
      if (s.node().get("threshold") instanceof YamlNode.Mapping mapping) {
        threshold = new Threshold.Maximise(new Section(mapping).text("maximise"));
      } else if (s.has("threshold")) {
        threshold = new Threshold.Fixed(s.number("threshold", 0.5));
      }
    } catch (IllegalArgumentException e) {
      problem(s.line("threshold"), e);
    }
    TrainingSpec spec =
        new TrainingSpec(s.text("trainer"), parameters, s.whole("seed", 42), threshold);
    try {
      vocabulary.training().accept(spec);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      int line =
          parameters.keySet().stream()
              .filter(message::contains)
              .findFirst()
              .map(s::line)
              .orElse(s.line("trainer"));
      problems.add(new Problem(line, message));
    }
    return spec;
  }

  private String baseline(Section file) {
    String baseline = file.text("baseline", "first-champion");
    if (!baseline.matches("first-champion|v[1-9][0-9]*|trainer:majority")) {
      problems.add(
          new Problem(
              file.line("baseline"),
              "expected first-champion, a version such as v3, or trainer:majority, found “"
                  + baseline
                  + "”"
                  + Nearest.hint(baseline, List.of("first-champion", "trainer:majority"))));
    }
    return baseline;
  }

  private List<TestSet> testSets(Section file) {
    List<TestSet> sets = new ArrayList<>();
    Section all = file.section("test_sets");
    for (String name : all.node().entries().keySet()) {
      Section s = all.section(name);
      TestSet.Span span = span(name, s, all.line(name));
      if (span != null) {
        sets.add(
            new TestSet(
                name,
                span,
                (int) s.whole("sample", 0),
                s.textOrNull("unit"),
                budget(s),
                s.has("sealed") && Values.bool(s.scalar("sealed"))));
      }
    }
    return sets;
  }

  private TestSet.@Nullable Span span(String name, Section s, int line) {
    boolean fixed = s.has("from") && s.has("to") && !s.has("last");
    boolean recent = s.has("last") && !s.has("from") && !s.has("to");
    if (!fixed && !recent) {
      problems.add(
          new Problem(
              line, "test set " + name + " needs either from and to, or last (such as 14d)"));
      return null;
    }
    if (recent && s.has("at")) {
      problems.add(
          new Problem(
              s.line("at"),
              "at pins the rows of a fixed set, but test set " + name + " rolls with the nights"));
    }
    try {
      return fixed
          ? new TestSet.Fixed(
              LocalDate.parse(s.text("from")), LocalDate.parse(s.text("to")), s.textOrNull("at"))
          : new TestSet.Recent(Span.parse(s.text("last")));
    } catch (IllegalArgumentException e) {
      problem(line, e);
      return null;
    }
  }

  private TestSet.@Nullable Budget budget(Section s) {
    boolean any = s.has("nights") || s.has("epsilon") || s.has("delta");
    boolean all = s.has("nights") && s.has("epsilon") && s.has("delta");
    if (any && !all) {
      problems.add(
          new Problem(s.node().line(), "a budget needs all three: nights, epsilon and delta"));
    }
    if (!all) {
      return null;
    }
    try {
      return new TestSet.Budget(
          (int) s.whole("nights", 0), s.number("epsilon", 0), s.number("delta", 0));
    } catch (IllegalArgumentException e) {
      problem(s.node().line(), e);
      return null;
    }
  }

  /** A column, or a condition. */
  static SliceSpec slice(YamlNode node) {
    return SliceSpec.of(((YamlNode.Scalar) node).text());
  }

  private void problem(int line, IllegalArgumentException e) {
    problems.add(new Problem(line, String.valueOf(e.getMessage())));
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
