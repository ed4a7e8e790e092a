package dev.nightjar.jobs;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.DataEngine.Rows.Made;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.evaluation.Evaluator;
import dev.nightjar.evaluation.ScoredSet;
import dev.nightjar.probe.Case;
import dev.nightjar.probe.CaseResult;
import dev.nightjar.probe.CaseResult.Example;
import dev.nightjar.probe.CaseResult.Outcome;
import dev.nightjar.probe.CaseRows;
import dev.nightjar.probe.CaseTrial;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds the models of a night against what the pipeline file says of how they behave. */
final class NightCases {

  private static final String CHAMPION = "champion";

  private final Night night;
  private final Snapshot snapshot;
  private final ScoreSource source;
  private final List<CaseResult> results = new ArrayList<>();
  private final List<CaseTrial> trials = new ArrayList<>();

  NightCases(Night night, Snapshot snapshot, ScoreSource source) {
    this.night = night;
    this.snapshot = snapshot;
    this.source = source;
  }

  /** What models made of the rows of a case, all by role and in the order of the rows tried. */
  private record Scored(
      Map<String, double[]> before, Map<String, double[]> after, Map<String, String> unasked) {}

  /** Tries the cases of a test set. */
  void add(ChangedScores changes, TestSet set, Frame frame, ScoredSet scored) throws IOException {
    for (Case asked : night.pipeline().behaviour()) {
      if (asked.on().equals(set.name())) {
        results.add(result(changes, set, asked, frame, scored));
      }
    }
  }

  private CaseResult result(
      ChangedScores changes, TestSet set, Case asked, Frame frame, ScoredSet scored)
      throws IOException {
    CaseRows rows = CaseRows.of(asked, frame, made(set, asked));
    if (rows.tried().length == 0) {
      String features = String.join(", ", asked.set().keySet());
      String why =
          frame.rows() == 0
              ? "Test set " + set.name() + " has no rows."
              : rows.matched() == 0
                  ? "No row of %s is where %s.".formatted(set.name(), asked.where())
                  : "Every row has this value of " + features + " already.";
      Outcome outcome = rows.matched() == 0 ? Outcome.NO_ROWS : Outcome.NO_CHANGE;
      return silent(asked, frame, rows, outcome, why, Map.of());
    }
    Scored scores = scores(changes, asked, rows, scored);
    String refused = scores.unasked().get(Evaluator.CANDIDATE);
    return refused == null
        ? measured(changes, set, asked, frame, rows, scored, scores)
        : silent(asked, frame, rows, Outcome.NOT_SCORED, refused, scores.unasked());
  }

  private static CaseResult silent(
      Case asked,
      Frame frame,
      CaseRows rows,
      Outcome outcome,
      String why,
      Map<String, String> unasked) {
    return new CaseResult(
        asked,
        frame.rows(),
        rows.matched(),
        rows.tried().length,
        outcome,
        why,
        Map.of(),
        unasked,
        null,
        Map.of(),
        null,
        List.of(),
        List.of(),
        List.of());
  }

  private Frame made(TestSet set, Case asked) throws IOException {
    Rows rows = night.data().rows(snapshot, set);
    Map<String, Made> made = new LinkedHashMap<>();
    if (asked.where() != null) {
      made.put(CaseRows.where(asked), new Made(asked.where(), ColumnType.BOOLEAN));
    }
    asked
        .set()
        .forEach(
            (feature, value) -> {
              Column column =
                  rows.schema()
                      .column(feature)
                      .orElseThrow(() -> new DataException("there is no column " + feature));
              made.put(CaseRows.set(asked, feature), new Made(value, column.type()));
            });
    return rows.made(NightData.test(snapshot, set), made);
  }

  private static Scored scores(ChangedScores changes, Case asked, CaseRows rows, ScoredSet scored)
      throws IOException {
    Map<String, double[]> before = new LinkedHashMap<>();
    Map<String, double[]> after = new LinkedHashMap<>();
    Map<String, String> unasked = new TreeMap<>();
    for (Map.Entry<String, ScoredSet.Scored> model : scored.models().entrySet()) {
      double[] all = model.getValue().scores();
      double[] own = Arrays.stream(rows.tried()).mapToDouble(row -> all[row]).toArray();
      before.put(model.getKey(), own);
      try {
        after.put(
            model.getKey(),
            asked.set().isEmpty() ? own : changes.scores(asked, model.getKey(), rows.changed()));
      } catch (DataException e) {
        unasked.put(model.getKey(), String.valueOf(e.getMessage()));
        if (model.getKey().equals(Evaluator.CANDIDATE)) {
          // Nothing is measured then, and no scores are kept that a replay could ask.
          break;
        }
      }
    }
    return new Scored(before, after, unasked);
  }

  private CaseResult measured(
      ChangedScores changes,
      TestSet set,
      Case asked,
      Frame frame,
      CaseRows rows,
      ScoredSet scored,
      Scored scores)
      throws IOException {
    CaseTrial trial = trial(asked, rows, scored, scores);
    trials.add(trial);
    Map<String, List<String>> unread = asked.set().isEmpty() ? Map.of() : changes.unread(asked);
    boolean ignored =
        !asked.set().isEmpty()
            && unread.getOrDefault(Evaluator.CANDIDATE, List.of()).size() == asked.set().size();
    Map<String, Long> failed = new TreeMap<>();
    trial.failed().forEach((role, of) -> failed.put(role, (long) of.cardinality()));
    double confidence = night.pipeline().policy().confidence();
    return new CaseResult(
        asked,
        frame.rows(),
        rows.matched(),
        rows.tried().length,
        ignored ? Outcome.NOT_READ : Outcome.MEASURED,
        sentence(unread, scores.unasked()),
        unread,
        scores.unasked(),
        asked.set().isEmpty() ? null : kept(rows, scores),
        failed,
        trial.fresh(CHAMPION),
        trial.measures(confidence),
        trial.comparisons(confidence),
        examples(set, asked, rows, trial, scores));
  }

  private static String sentence(Map<String, List<String>> unread, Map<String, String> unasked) {
    List<String> own = unread.getOrDefault(Evaluator.CANDIDATE, List.of());
    Stream<String> ignored =
        own.isEmpty()
            ? Stream.of()
            : Stream.of("The candidate does not read " + String.join(", ", own) + ".");
    Stream<String> others =
        unasked.entrySet().stream()
            .map(
                e ->
                    "The %s could not be asked: %s.".formatted(e.getKey(), stripped(e.getValue())));
    return String.join(" ", Stream.concat(ignored, others).toList());
  }

  private static String stripped(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private static CaseTrial trial(Case asked, CaseRows rows, ScoredSet scored, Scored scores) {
    Map<String, BitSet> failed = new LinkedHashMap<>();
    scores
        .after()
        .forEach(
            (role, after) -> {
              double[] before = Objects.requireNonNull(scores.before().get(role));
              double threshold = Objects.requireNonNull(scored.models().get(role)).threshold();
              BitSet rowsFailed = new BitSet(after.length);
              for (int row = 0; row < after.length; row++) {
                rowsFailed.set(row, !asked.claim().holds(before[row], after[row], threshold));
              }
              failed.put(role, rowsFailed);
            });
    int[] units = scored.units();
    return new CaseTrial(
        asked,
        rows.tried().length,
        units == null ? null : Arrays.stream(rows.tried()).map(row -> units[row]).toArray(),
        failed);
  }

  private Digest kept(CaseRows rows, Scored scores) throws IOException {
    Frame changed = rows.changed();
    return new SetRecord(night.bench().scratch(), source)
        .keep(TrainStep.keys(changed), TrainStep.labels(changed), scores.after());
  }

  private List<Example> examples(
      TestSet set, Case asked, CaseRows rows, CaseTrial trial, Scored scores) throws IOException {
    BitSet own = Objects.requireNonNull(trial.failed().get(Evaluator.CANDIDATE));
    BitSet champion = trial.failed().get(CHAMPION);
    BitSet fresh = (BitSet) own.clone();
    BitSet old = (BitSet) own.clone();
    if (champion != null) {
      fresh.andNot(champion);
      old.and(champion);
    } else {
      old.clear();
    }
    int[] shown = IntStream.concat(fresh.stream(), old.stream()).limit(CaseResult.SHOWN).toArray();
    long[] keys = TrainStep.keys(rows.changed());
    Map<Long, String> names =
        night
            .data()
            .rows(snapshot, set)
            .names(
                NightData.test(snapshot, set),
                Arrays.stream(shown).mapToObj(row -> keys[row]).toList());
    double[] before = Objects.requireNonNull(scores.before().get(Evaluator.CANDIDATE));
    double[] after = Objects.requireNonNull(scores.after().get(Evaluator.CANDIDATE));
    return Arrays.stream(shown)
        .mapToObj(
            row ->
                new Example(
                    Objects.requireNonNull(names.get(keys[row]), "a row has a name"),
                    before[row],
                    asked.set().isEmpty() ? null : after[row],
                    champion == null ? null : !champion.get(row)))
        .toList();
  }

  /** All results; null: the pipeline file has no cases. */
  @Nullable List<CaseResult> results() {
    return night.pipeline().behaviour().isEmpty() ? null : results;
  }

  /** What alternatives are judged by. */
  List<Measure> measures(double confidence) {
    return trials.stream().flatMap(trial -> trial.measures(confidence).stream()).toList();
  }

  /** The same. */
  List<Comparison> comparisons(double confidence) {
    return trials.stream().flatMap(trial -> trial.comparisons(confidence).stream()).toList();
  }
}
