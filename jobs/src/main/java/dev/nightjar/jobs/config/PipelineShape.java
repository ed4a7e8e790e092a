package dev.nightjar.jobs.config;

import static dev.nightjar.jobs.config.Values.BOOL;
import static dev.nightjar.jobs.config.Values.DATE;
import static dev.nightjar.jobs.config.Values.EXPRESSION;
import static dev.nightjar.jobs.config.Values.NAME;
import static dev.nightjar.jobs.config.Values.NUMBER;
import static dev.nightjar.jobs.config.Values.SPAN;
import static dev.nightjar.jobs.config.Values.TEXT;
import static dev.nightjar.jobs.config.Values.whole;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shape of the pipeline file. */
final class PipelineShape {

  private static final Shape NAMES = new Shape.ListOf(TEXT, 1);

  private static final Shape DEDUPE = new Shape.Choice(List.of("none", "rows", "id"));

  /** Ways to cut test sets. */
  static final Shape SLICES = new Shape.ListOf(EXPRESSION, 0);

  /** Metrics that a file makes itself. */
  static final Shape METRICS = new Shape.MapOf(cost(), 1);

  /** The gates. */
  static final String CONFIDENCE = "one-sided, of each gate; 95% if left out";

  /** The whole file. */
  static final Shape.Fields FILE =
      new Fields()
          .must("pipeline", NAME, "the pipeline's name, unique in a workspace")
          .may("owner", TEXT, "whom to tell")
          .may(
              "params",
              new Shape.MapOf(TEXT, 1),
              "values that --param NAME=VALUE may change for one run; referred to as"
                  + " ${params.NAME}")
          .must("dataset", dataset(), "which rows")
          .must("label", label(), "what is predicted")
          .must("features", features(), "what the model looks at")
          .may("expectations", new Shape.ListOf(expectation(), 0), "what must hold of the data")
          .must("train", train(), "what to train")
          .may("baseline", TEXT, "the fixed older model: first-champion, vN or trainer:majority")
          .must("test_sets", new Shape.MapOf(testSet(), 1), "what models are judged on")
          .may("slices", SLICES, "columns, or conditions, that cut test sets")
          .may("metrics", METRICS, "metrics of the file's own, by name")
          .may(
              "weak_slices",
              SliceSearchShape.SHAPE,
              "slices that are searched for on every test set; off: none are")
          .may(
              "robustness",
              RobustnessShape.SHAPE,
              "changes of test rows that models are asked about, by name")
          .may(
              "cases",
              CaseShape.SHAPE,
              "what models must do on rows of test sets, whatever their labels, by name")
          .must("promote", promote(), "when a candidate replaces the champion")
          .may("schedule", ScheduleShape.SCHEDULE, "when it runs; midnight UTC if left out")
          .may("deadlines", DeadlineShape.DEADLINES, "what people are told of when it is late")
          .may("timeouts", timeouts(), "how long a try of a step may take; 12h if left out")
          .may("operators", OperatorShape.OPERATORS, "how steps are executed")
          .may(
              "retention", retention(), "how long what can be spared is kept; for ever if left out")
          .build();

  private PipelineShape() {}

  private static Shape timeouts() {
    return new Fields()
        .may("snapshot", SPAN, "without what data_deadline waits for")
        .may("check", SPAN, "of the expectations")
        .may("train", SPAN, "of the candidate's training")
        .may("evaluate", SPAN, "of every model on every test set")
        .may("decide", SPAN, "of the gates")
        .may("promote", SPAN, "of the entry in the registry")
        .build();
  }

  private static Shape retention() {
    return new Fields()
        .may("rejected", SPAN, "models of candidates that were rejected")
        .may("scores", SPAN, "per-row scores of nights")
        .build();
  }

  private static Shape dataset() {
    return new Fields()
        .must("name", NAME, "the dataset's name")
        .may("include", NAMES, "segments to use, * for any characters; all if left out")
        .may("exclude", NAMES, "segments to leave out")
        .may("only", NAMES, "exactly these segments; without include and exclude")
        .may("at", TEXT, "a tag, or a number of log entries: what came later is not seen")
        .may(
            "allow_broken",
            BOOL,
            "whether a segment is used without one that it requires; false if left out")
        .may("window", SPAN, "length of the training rows' interval; everything if left out")
        .may("where", EXPRESSION, "rows that count")
        .may("id", NAMES, "columns that name a row")
        .may(
            "dedupe",
            new Shape.Either(
                DEDUPE,
                new Fields()
                    .must("by", DEDUPE, "what repeated rows have in common")
                    .may(
                        "keep",
                        new Shape.Choice(List.of("first", "last")),
                        "which one stays, in the order of the log; first if left out. By id only")
                    .build()),
            "what happens to repeated rows")
        .may("split", split(), "how dev rows are set apart; one in ten by hash if left out")
        .may("minimum", minimum(), "how small a side or a test set may be before it is refused")
        .may("data_deadline", SPAN, "how long a missing day is waited for")
        .build();
  }

  private static Shape split() {
    return new Fields()
        .may("dev", NUMBER, "share of the rows, 10% if left out")
        .may("by", new Shape.Choice(List.of("hash", "time")), "hash if left out")
        .may("group", TEXT, "column whose values stay together")
        .may("embargo", SPAN, "rows this close before the dev rows are left out; by time only")
        .may("salt", TEXT, "changes every side at once")
        .build();
  }

  private static Shape minimum() {
    Shape rows = whole(1, Integer.MAX_VALUE);
    return new Fields()
        .may("train", rows, "rows of the training side; 100 if left out")
        .may("dev", rows, "rows of the dev side; 100 if left out")
        .may("test", rows, "rows of each test set; 100 if left out")
        .may("per_class", rows, "rows of each class, on every side and in every set; 5 if left out")
        .may(
            "max_group_share",
            NUMBER,
            "largest share of the rows in one group of the split, or one unit of a test set; 90% if left out")
        .build();
  }

  private static Shape label() {
    return new Fields()
        .must("name", TEXT, "what people call it")
        .may("from", labelSource(), "another dataset whose rows are the labels")
        .must(
            "when", EXPRESSION, "true for the positive class; with from, over the label's columns")
        .may(
            "known_at",
            EXPRESSION,
            "when a label became known; with from, the label row's event time if left out")
        .may(
            "complete_after",
            SPAN,
            "how long after a row its label is known for every class; 1d if left out")
        .build();
  }

  private static Shape labelSource() {
    return new Fields()
        .must("dataset", NAME, "the label dataset's name")
        .must(
            "key",
            new Shape.OneOrMore(
                new Shape.Either(
                    TEXT,
                    new Fields()
                        .must("row", TEXT, "column of the rows")
                        .must("label", TEXT, "column of the label dataset")
                        .build())),
            "the column that rows and labels share, or several")
        .may("window", SPAN, "how old label rows may be that are read; any age if left out")
        .may("at", TEXT, "a tag, or a number of log entries: labels that came later are not seen")
        .may(
            "absent",
            new Shape.Choice(List.of("unlabelled", "negative")),
            "what a complete row is that no label names; unlabelled, and not used, if left out")
        .build();
  }

  private static Shape features() {
    return new Fields()
        .may("derive", new Shape.MapOf(EXPRESSION, 0), "columns made of others")
        .must("use", NAMES, "columns that the model sees")
        .may("numeric", NAMES, "columns of use that are numbers, whatever their type says")
        .may("categorical", NAMES, "columns of use that are categories, whatever their type says")
        .build();
  }

  private static Shape expectation() {
    Map<String, Object> object = Map.of("type", "object");
    return new Shape.Elsewhere(
        Map.of(
            "type",
            "object",
            "properties",
            Map.of(
                "type", Map.of("type", "string"),
                "expectation_type", Map.of("type", "string"),
                "kwargs", object,
                "severity", new Shape.Choice(List.of("critical", "warning", "info")).schema(),
                "where", EXPRESSION.schema(),
                "on", new Shape.Choice(List.of("all", "newest")).schema(),
                "meta", object),
            "patternProperties",
            Map.of("^expect_", Map.of("type", List.of("object", "null"))),
            "additionalProperties",
            false));
  }

  private static Shape train() {
    Shape threshold =
        new Shape.Either(
            NUMBER,
            new Fields()
                .must(
                    "maximise",
                    new Shape.Choice(List.of("f1", "accuracy")),
                    "chosen on the dev rows")
                .build());
    return new Fields()
        .must("trainer", TEXT, "name of the trainer")
        .may("seed", whole(0, Long.MAX_VALUE), "of every random choice; 42 if left out")
        .may("threshold", threshold, "a number, or chosen on the dev rows; 0.5 if left out")
        .others(new Shape.Elsewhere(Map.of("type", List.of("number", "string", "boolean"))))
        .build();
  }

  private static Shape testSet() {
    return new Fields()
        .may("from", DATE, "first day of a fixed set")
        .may("to", DATE, "last day of a fixed set")
        .may(
            "at",
            TEXT,
            "a tag, or a number of log entries: rows of a fixed set that came later are not seen")
        .may("last", SPAN, "length of a set that rolls with the nights")
        .may("sample", whole(1, Integer.MAX_VALUE), "at most so many rows")
        .may("unit", TEXT, "day, or a column: rows of one unit are not independent")
        .may("nights", whole(1, 100_000), "how many nights the set is to serve")
        .may("epsilon", NUMBER, "the error that is tolerated over all nights")
        .may("delta", NUMBER, "the chance of a larger error")
        .may("sealed", BOOL, "whether the verdict alone is told of it, and no number is shown")
        .build();
  }

  /** The same, or of several classes, which pipelines do not have. */
  static Shape costsOfClasses() {
    return new Shape.MapOf(
        costs()
            .may(
                ClassCostBinder.CLASSES,
                new Shape.MapOf(new Shape.MapOf(EXPRESSION, 1), 1),
                "of several classes, and in place of the four above: what it costs to call a row"
                    + " of one class another, such as {cat: {dog: 5}}; 0 where left out")
            .build(),
        1);
  }

  private static Shape cost() {
    return costs().build();
  }

  private static Fields costs() {
    return new Fields()
        .may(
            "true_positive",
            EXPRESSION,
            "what it costs to be right about a positive; 0 if left out")
        .may("false_positive", EXPRESSION, "what a false alarm costs; 0 if left out")
        .may("false_negative", EXPRESSION, "what a missed positive costs; 0 if left out")
        .may(
            "true_negative",
            EXPRESSION,
            "what it costs to be right about a negative; 0 if left out")
        .may(
            "direction",
            new Shape.Choice(List.of("lower", "higher")),
            "which way is good; lower, as of costs, if left out");
  }

  private static Shape promote() {
    return new Fields()
        .may("confidence", NUMBER, CONFIDENCE)
        .must("when", GateShape.GATES, "the gates, all of which must pass")
        .may(
            "first",
            new Shape.Choice(List.of("promote-if-better-than-majority", "promote", "hold")),
            "what happens while there is no champion")
        .may(
            "approval",
            new Shape.Choice(List.of("automatic", "manual")),
            "manual: a PROMOTE waits for nightjar registry approve; automatic if left out")
        .build();
  }

  /** Builds {@link Shape.Fields} in reading order. */
  static final class Fields {
    private final Map<String, Shape.Fields.Field> fields = new LinkedHashMap<>();
    private @org.jspecify.annotations.Nullable Shape others;

    Fields must(String key, Shape shape, String doc) {
      fields.put(key, new Shape.Fields.Field(shape, true, doc));
      return this;
    }

    Fields may(String key, Shape shape, String doc) {
      fields.put(key, new Shape.Fields.Field(shape, false, doc));
      return this;
    }

    Fields others(Shape shape) {
      others = shape;
      return this;
    }

    Shape.Fields build() {
      return new Shape.Fields(fields, others);
    }
  }
}
