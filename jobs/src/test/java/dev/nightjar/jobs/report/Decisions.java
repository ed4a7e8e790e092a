package dev.nightjar.jobs.report;

import dev.nightjar.dataset.Leakage;
import dev.nightjar.dataset.Refusal;
import dev.nightjar.dataset.RowCounts;
import dev.nightjar.dataset.RowKeys;
import dev.nightjar.dataset.SideCounts;
import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Headlines;
import dev.nightjar.decision.Promotion;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.gate.Evidence;
import dev.nightjar.gate.Gate;
import dev.nightjar.gate.Gates;
import dev.nightjar.gate.Judgement;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.gate.Verdict;
import dev.nightjar.model.CodeId;
import dev.nightjar.run.FailureClass;
import dev.nightjar.store.Digest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Builds believable nights. The verdict and its sentences come from the real gates. */
final class Decisions {

  static final LocalDate DATE = LocalDate.of(2011, 6, 15);

  private String pipeline = "flight-delays";
  private @Nullable String owner = "ops-analytics@example.org";
  private @Nullable String champion = "v11";
  private String sliceColumn = "UniqueCarrier";
  private double gain = 0.0003;
  private double error = 0.0011;
  private int slices = 31;
  private boolean gated;
  private @Nullable Refusal refusal;

  /** The night of the sketch: a gain that is too small. */
  static Decision rejected() {
    return new Decisions().build();
  }

  static Decision promoted() {
    Decisions d = new Decisions();
    d.gain = 0.0047;
    return d.build();
  }

  static Decision inconclusive() {
    Decisions d = new Decisions();
    d.gain = 0.0031;
    d.error = 0.0034;
    return d.build();
  }

  static Decision firstNight() {
    Decisions d = new Decisions();
    d.champion = null;
    return d.build();
  }

  static Decision slices(int n) {
    Decisions d = new Decisions();
    d.slices = n;
    return d.build();
  }

  /** The same with a gate for each of them, of each metric on each test set. */
  static Decision gated(int slices) {
    Decisions d = new Decisions();
    d.slices = slices;
    d.gated = true;
    return d.build();
  }

  /** Every text from outside tries to leave its place. */
  static Decision hostile(String text) {
    Decisions d = new Decisions();
    d.pipeline = text;
    d.owner = text;
    d.sliceColumn = text;
    return d.build();
  }

  static Decision blocked() {
    Decisions d = new Decisions();
    CheckReport check = SampleChecks.broken();
    return d.document(
        "BLOCKED",
        null,
        Headlines.blocked(check),
        Headlines.blockedDetails(check, SampleData.snapshot(DATE)),
        check,
        null,
        List.of());
  }

  static Decision failed() {
    return new Decisions()
        .document(
            "FAILED",
            null,
            "Failed while training: the label has one class only, 0, in 38,412 rows.",
            List.of("Both classes are needed. Widen `window` or correct the label's `when`."),
            SampleChecks.good(),
            null,
            List.of());
  }

  /** A champion that saw rows of the test set, and a dev side with too little in it. */
  static Decision refused(String name) {
    Decisions d = new Decisions();
    d.refusal =
        new Refusal(
            Leakage.keys(
                Map.of(name, RowKeys.of(LongStream.range(0, 50).toArray())),
                Map.of("fixed", RowKeys.of(LongStream.range(30, 90).toArray()))),
            List.of(
                new Refusal.Degenerate(
                    new SideCounts("the dev side", 76, 3, "TailNum", 41),
                    List.of("the dev side has 76 rows; minimum.dev is 100"))));
    return d.document(
        "FAILED",
        null,
        "evaluate: " + d.refusal.sentence(),
        List.of(FailureClass.DATA.advice()),
        SampleChecks.good(),
        null,
        List.of());
  }

  static Promotion promotion(Decision d) {
    String before = d.champion();
    return d.verdict() == Verdict.PROMOTE
        ? new Promotion(Promotion.Outcome.PROMOTED, "v12", before, "v12", 31)
        : new Promotion(Promotion.Outcome.KEPT, "v12", before, before, 30);
  }

  private PromotionPolicy policy() {
    List<Gate> gates = new ArrayList<>();
    if (gated) {
      for (String set : List.of("fixed", "recent")) {
        for (String metric : SampleEvaluation.METRICS) {
          gates.add(new Gate.NoWorse(metric, "champion", 0.01, set, "Dest", 5));
        }
      }
    }
    gates.addAll(
        List.of(
            new Gate.Improves("auc", "champion", 0.002, "recent", null, 0),
            new Gate.NoWorse("auc", "champion", 0.01, "fixed", null, 0),
            new Gate.NoWorse("auc", "baseline", 0.01, "fixed", null, 0),
            new Gate.NoWorse("recall", "champion", 0.05, "recent", sliceColumn, 300),
            new Gate.AtMost("model_bytes", 2e7, null, null, 0)));
    return new PromotionPolicy(0.95, gates, PromotionPolicy.First.PROMOTE_IF_BETTER_THAN_MAJORITY);
  }

  private Decision build() {
    Evaluation evaluation =
        new SampleEvaluation(champion, sliceColumn, slices, gain, error).build();
    String baseline = champion == null ? null : "v1";
    Evidence evidence =
        new Evidence(
            champion,
            baseline,
            evaluation.measures(),
            evaluation.comparisons(),
            List.of(),
            Set.of());
    Judgement j = Gates.judge(policy(), evidence);
    Decision d =
        document(
            "SUCCEEDED",
            j,
            j.headline(),
            Headlines.details(policy(), j, evaluation.comparisons()),
            SampleChecks.good(),
            evaluation,
            SampleData.history(DATE, j.verdict().name(), gain));
    return d;
  }

  private Decision document(
      String state,
      @Nullable Judgement j,
      String headline,
      List<String> details,
      CheckReport check,
      @Nullable Evaluation evaluation,
      List<Decision.Night> history) {
    boolean trained = evaluation != null;
    return new Decision(
        1,
        pipeline,
        owner,
        Instant.parse("2011-06-15T07:30:00Z"),
        DATE,
        "America/Chicago",
        "7f3a",
        state,
        j == null ? null : j.verdict(),
        headline,
        details,
        SampleData.snapshot(DATE),
        new RowCounts(42_120, 0, 612, 402, 1_094, 40_012),
        check,
        trained ? SampleData.candidate(pipeline) : null,
        trained ? Digest.of("manifest") : null,
        champion,
        champion == null ? null : "v1",
        evaluation,
        policy(),
        j == null ? List.of() : j.results(),
        history.isEmpty() ? SampleData.history(DATE, state, 0) : history,
        Digest.of("pipeline"),
        new CodeId("0.1.0", Digest.of("jar").hex(), "4dd3df5c0ffee", true),
        "nightjar run flight-delays.yaml --date 2011-06-15",
        refusal);
  }
}
