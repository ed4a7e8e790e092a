package dev.nightjar.schedules.cli;

import dev.nightjar.decision.PredictionTask;
import dev.nightjar.schedules.CompareService.Compared;
import dev.nightjar.schedules.CompareService.Question;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nightjar compare}. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description =
        "Judge models that were made anywhere, by their scores on the same rows: the gates,"
            + " statistics, slices and report of a night, without a pipeline. Nothing is promoted.")
final class CompareCommand implements Callable<Integer> {

  /** What is predicted. */
  enum Task {
    classification,
    multiclass,
    multilabel,
    regression
  }

  @Mixin private Session session = new Session();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "1..*",
      paramLabel = "SCORES",
      description = {
        "Files with a row for each case and a column for each model: CSV, JSON lines or Parquet.",
        "Each file is a test set, called by its name without its extension."
      })
  private List<Path> scores = List.of();

  @Option(
      names = "--label",
      required = true,
      paramLabel = "COL",
      description =
          "What happened: 0 or 1, true or false, a class, labels, or a number. Rows without are left out.")
  private String label = "";

  @Option(
      names = "--positive",
      paramLabel = "VALUE",
      description =
          "The value of the label that is positive (default: 1, or true); models' columns of texts"
              + " are then decisions.")
  private @Nullable String positive;

  @Option(
      names = "--candidate",
      required = true,
      paramLabel = "COL",
      description =
          "Scores of the model that asks to be promoted: probabilities from 0 to 1, classes, labels, or"
              + " numbers.")
  private String candidate = "";

  @Option(
      names = "--champion",
      required = true,
      paramLabel = "COL",
      description = "Scores of the model that serves now.")
  private String champion = "";

  @Option(names = "--baseline", paramLabel = "COL", description = "Scores of a fixed model.")
  private @Nullable String baseline;

  @Option(
      names = "--threshold",
      paramLabel = "[ROLE=]NUMBER",
      description =
          "From which score on a model says positive (default: 0.5); may be given for each role:"
              + " --threshold champion=0.4.")
  private List<String> thresholds = List.of();

  @Option(
      names = "--id",
      paramLabel = "COL",
      description = "What names a row: an id that stands twice is an error (default: none).")
  private @Nullable String id;

  @Option(
      names = "--unit",
      paramLabel = "COL",
      description =
          "What rows are grouped by, such as a day or a customer: rows of one unit are not"
              + " independent (default: all are).")
  private @Nullable String unit;

  @Option(
      names = "--task",
      paramLabel = "TASK",
      defaultValue = "classification",
      description =
          "What models predict: classification (of two classes), multiclass (one of several; a"
              + " column COL.p.CLASS is the probability that the model of column COL gives to a"
              + " class), multilabel (columns hold labels such as a|b, and | for none), or regression"
              + " (default: classification).")
  private Task task = Task.classification;

  @Option(
      names = "--weight",
      paramLabel = "COL",
      description = "Weights of the rows (default: all are alike).")
  private @Nullable String weight;

  @Option(
      names = "--slices",
      paramLabel = "COL",
      split = ",",
      description =
          "Columns, or conditions, that cut the rows; weak slices are searched among them, unless"
              + " rows have weights.")
  private List<String> slices = List.of();

  @Option(
      names = "--gates",
      paramLabel = "FILE",
      description = {
        "YAML with confidence, when, slices, metrics and weak_slices, as in a pipeline file",
        "(default: accuracy, or the MAE of numbers, must improve on the champion, 95 %%)."
      })
  private @Nullable Path gates;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder of decision.json, report.html and report.md (default: one of its own in"
              + " the workspace's folder).")
  private @Nullable Path out;

  @Option(names = "--fail-unless-promoted", description = "Exit with 4 unless all gates passed.")
  private boolean failUnlessPromoted;

  @Override
  public Integer call() throws Exception {
    Map<String, String> models = new LinkedHashMap<>();
    models.put("candidate", candidate);
    models.put("champion", champion);
    if (baseline != null) {
      models.put("baseline", baseline);
    }
    Compared compared =
        session
            .compare()
            .compare(
                new Question(
                    scores,
                    label,
                    positive,
                    models,
                    thresholds(),
                    id,
                    unit,
                    PredictionTask.valueOf(task.name().toUpperCase(Locale.ROOT)),
                    weight,
                    slices,
                    gates,
                    out,
                    session.folder(),
                    command()));
    Console console = session.console();
    if (session.json()) {
      Output.print(console, compared.document());
    } else {
      console.out().print(compared.text(console.terminal(), console.width()));
      console.out().println();
      console.out().println("  report  " + compared.report());
    }
    return failUnlessPromoted && !compared.passed() ? ExitCode.NOT_PROMOTED : ExitCode.DONE;
  }

  private Map<String, Double> thresholds() {
    Map<String, Double> all = new LinkedHashMap<>();
    for (String text : thresholds) {
      int equals = text.indexOf('=');
      String role = equals < 0 ? "" : text.substring(0, equals);
      try {
        all.put(role, Double.valueOf(text.substring(equals + 1)));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "--threshold: expected a number such as 0.4, or champion=0.4, but found " + text, e);
      }
    }
    return all;
  }

  /** What was typed, for a shell to read again. */
  private String command() {
    return spec.commandLine().getParent().getParseResult().originalArgs().stream()
        .map(word -> word.matches("[A-Za-z0-9._:/@%+=,-]+") ? word : quoted(word))
        .collect(Collectors.joining(" ", "nightjar ", ""));
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
