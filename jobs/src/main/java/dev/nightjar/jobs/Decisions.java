package dev.nightjar.jobs;

import dev.nightjar.dataset.Leakage;
import dev.nightjar.dataset.Refusal;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Headlines;
import dev.nightjar.decision.NightEvidence;
import dev.nightjar.decision.Sealing;
import dev.nightjar.decision.SliceWarnings;
import dev.nightjar.decision.Staleness;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.gate.Gates;
import dev.nightjar.gate.Judgement;
import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.model.Candidate;
import dev.nightjar.probe.ProbeReport;
import dev.nightjar.reuse.Reuse;
import dev.nightjar.run.Outcome;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunOptions;
import dev.nightjar.run.RunReport;
import dev.nightjar.run.StepOutput;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the document of a night: one that was judged, and one that did not get that far. */
final class Decisions {

  private static final int FORMAT = 1;

  private final Night night;
  private final Sealing sealing;

  Decisions(Night night) {
    this.night = night;
    this.sealing = sealing(night.pipeline());
  }

  /** What of an evaluation is shown. */
  static Sealing sealing(Pipeline pipeline) {
    return new Sealing(
        pipeline.testSets().stream()
            .filter(set -> set.sealed() != null)
            .map(TestSet::name)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * What a judged night's document says of the world around the night, as it stood then.
   *
   * @param earlier the nights before it
   * @param taints what is to be said of champion and baseline, in sentences
   */
  record Surroundings(List<Decision.Night> earlier, List<String> taints) {}

  /** As it stands now. */
  Surroundings surroundings(Evaluation evaluation) throws IOException {
    return new Surroundings(
        new History(night).earlier(), judgedAgainst(evaluation).taints(night.registry().state()));
  }

  private static References judgedAgainst(Evaluation evaluation) {
    return new References(
        evaluation.versions().get("champion"), evaluation.versions().get("baseline"));
  }

  /** The document of a night whose models were judged: it depends on the arguments alone. */
  Decision judged(
      Run run,
      SnapshotOutput snapshot,
      CheckReport check,
      Candidate candidate,
      Evaluation evaluation,
      Surroundings around) {
    Pipeline pipeline = night.pipeline();
    References references = judgedAgainst(evaluation);
    History history = new History(night);
    Evaluation shown = sealing.of(evaluation);
    List<Decision.Night> nights = history.with(around.earlier(), shown, run, "");
    Judgement judgement =
        sealing.of(
            Gates.judge(pipeline.policy(), NightEvidence.of(evaluation, nights)),
            pipeline.policy());
    return new Decision(
        FORMAT,
        pipeline.name(),
        pipeline.owner(),
        run.slot().logicalTime(),
        date(),
        pipeline.schedule().zone().getId(),
        run.id().hex(),
        "SUCCEEDED",
        judgement.verdict(),
        judgement.headline(),
        Stream.of(details(judgement, shown, nights), snapshot.found(), wanted(run), around.taints())
            .flatMap(List::stream)
            .toList(),
        snapshot.snapshot(),
        snapshot.counts(),
        check,
        candidate,
        CanonicalJson.digest(candidate),
        references.champion(),
        references.baseline(),
        shown,
        pipeline.policy(),
        judgement.results(),
        history.with(around.earlier(), shown, run, judgement.verdict().name()),
        night.pipelineDigest(),
        night.code(),
        command(),
        null);
  }

  /** The document of a night that was blocked or failed, with as much as it reached. */
  Decision unfinished(RunReport report) throws IOException {
    Pipeline pipeline = night.pipeline();
    Run run = report.run();
    MissingDay missing =
        report
                .output(SnapshotStep.NAME)
                .filter(o -> o.outcome() instanceof Outcome.Block)
                .isPresent()
            ? output(report, SnapshotStep.NAME, MissingDay.class)
            : null;
    SnapshotOutput snapshot =
        missing == null ? output(report, SnapshotStep.NAME, SnapshotOutput.class) : null;
    CheckReport check = output(report, CheckStep.NAME, CheckReport.class);
    boolean blocked = check != null && check.blocks() && snapshot != null;
    String headline =
        check != null && blocked
            ? Headlines.blocked(check)
            : (missing == null ? "" : "Blocked before training: ") + run.state().text();
    List<String> details =
        check != null && snapshot != null && blocked
            ? Headlines.blockedDetails(check, snapshot.snapshot())
            : missing != null ? missing.advice() : advice(run);
    String champion = night.registry().state().championAt(run.slot().logicalTime());
    History history = new History(night);
    Evaluation evaluated = output(report, EvaluateStep.NAME, Evaluation.class);
    return new Decision(
        FORMAT,
        pipeline.name(),
        pipeline.owner(),
        run.slot().logicalTime(),
        date(),
        pipeline.schedule().zone().getId(),
        run.id().hex(),
        run.state().status().name(),
        null,
        headline,
        with(
            Stream.concat(details.stream(), wanted(run).stream()).toList(),
            new References(champion, null)),
        snapshot == null ? null : snapshot.snapshot(),
        snapshot == null ? null : snapshot.counts(),
        check,
        output(report, TrainStep.NAME, Candidate.class),
        null,
        champion,
        null,
        evaluated == null ? null : sealing.of(evaluated),
        pipeline.policy(),
        List.of(),
        history.with(history.earlier(), null, run, run.state().status().name()),
        night.pipelineDigest(),
        night.code(),
        command(),
        refusal(report));
  }

  /** What a step that failed says about the rows; null: no step did. */
  private static @Nullable Refusal refusal(RunReport report) throws IOException {
    for (String step : List.of(TrainStep.NAME, EvaluateStep.NAME)) {
      Optional<StepOutput> output = report.output(step);
      if (output.isPresent() && output.get().outcome() instanceof Outcome.Fail) {
        return output.get().as(Refusal.class);
      }
    }
    return null;
  }

  /** What somebody wanted of the run. */
  private static List<String> wanted(Run run) {
    RunOptions options = run.options();
    List<String> all = new ArrayList<>();
    options.params().forEach((name, value) -> all.add("With --param " + name + "=" + value + "."));
    all.addAll(options.notes());
    return all;
  }

  private List<String> with(List<String> details, References references) throws IOException {
    List<String> all = new ArrayList<>(details);
    all.addAll(references.taints(night.registry().state()));
    return List.copyOf(all);
  }

  private List<String> details(
      Judgement judgement, Evaluation evaluation, List<Decision.Night> nights) {
    List<String> details =
        new ArrayList<>(
            Headlines.details(night.pipeline().policy(), judgement, evaluation.comparisons()));
    details.addAll(SliceWarnings.sentences(evaluation));
    ProbeReport probes = evaluation.probes();
    if (probes != null) {
      details.addAll(probes.warnings());
    }
    Staleness stale = Staleness.of(nights, evaluation, evaluation.confidence());
    if (stale != null && stale.warning()) {
      details.add(stale.sentence());
    }
    evaluation.findings().stream()
        .filter(f -> f.rule() == Leakage.Rule.FROZEN)
        .forEach(f -> details.add(f.sentence()));
    evaluation.reuse().stream().filter(Reuse::warning).forEach(r -> details.add(r.sentence()));
    return List.copyOf(details);
  }

  private static List<String> advice(Run run) {
    // The advice first: a ledger that is rebuilt knows the class of the failure by it.
    return run.state()
        .diagnosis()
        .map(d -> List.of(d.advice(), "Cause: " + d.cause() + "."))
        .orElse(List.of());
  }

  private LocalDate date() {
    return LocalDate.ofInstant(night.slot().logicalTime(), night.pipeline().schedule().zone());
  }

  private String command() {
    return "nightjar run " + night.file().path().getFileName() + " --date " + date();
  }

  /** The output of a step that was reached and did not fail. */
  static <T> @Nullable T output(RunReport report, String step, Class<T> type) throws IOException {
    Optional<StepOutput> output = report.output(step);
    return output.isPresent() && !(output.get().outcome() instanceof Outcome.Fail)
        ? output.get().as(type)
        : null;
  }
}
