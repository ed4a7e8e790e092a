package dev.nightjar.jobs;

import dev.nightjar.dataset.Snapshot;
import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Promotion;
import dev.nightjar.gate.PromotionPolicy.First;
import dev.nightjar.gate.Verdict;
import dev.nightjar.model.Candidate;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.registry.PromotionOutcome;
import dev.nightjar.registry.PromotionRequest;
import dev.nightjar.registry.RegistryState;
import dev.nightjar.run.Step;
import dev.nightjar.run.StepContext;
import dev.nightjar.run.StepOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the candidate a version, and champion when the verdict is PROMOTE. Doing it twice does it
 * once.
 */
final class PromoteStep implements Step {

  static final String NAME = "promote";
  private static final String ALLOW_DIRTY = "allowDirty";

  private final Night night;
  private final DataLogs logs;

  PromoteStep(Night night, DataLogs logs) {
    this.night = night;
    this.logs = logs;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> inputs() {
    return List.of(SnapshotStep.NAME, TrainStep.NAME, DecideStep.NAME);
  }

  @Override
  public Map<String, String> told() {
    return night.allowDirty() ? Map.of(ALLOW_DIRTY, "true") : Map.of();
  }

  /** Whether a step that was told so may promote what no commit holds. */
  static boolean allowsDirty(Map<String, String> told) {
    return told.containsKey(ALLOW_DIRTY);
  }

  /** Whether the tree is dirty decides too; a clean one says nothing. */
  @Override
  public String facts(StepContext context) {
    return night.isWithheld() ? "dirty" : "";
  }

  @Override
  public StepOutput execute(StepContext context) throws IOException {
    Candidate candidate = Night.read(context, TrainStep.NAME, Candidate.class);
    Decision decision = Night.read(context, DecideStep.NAME, Decision.class);
    ModelRegistry registry = night.registry();
    Instant time = decision.logicalTime();
    String version = registry.register(candidate, time);
    Snapshot judged = Night.snapshot(context).snapshot();
    JudgedData data = new JudgedData(logs, judged);
    data.taint(registry, version, night.bench().actor());
    Map<String, Object> evidence =
        new TreeMap<>(
            DecisionRef.evidence(
                context.run().id(),
                context.input(DecideStep.NAME).digest(),
                String.valueOf(decision.verdict())));
    if (night.code().dirty() && night.allowDirty()) {
      evidence.put(ALLOW_DIRTY, true);
    }
    if (decision.verdict() != Verdict.PROMOTE) {
      long position = registry.reject(version, time, evidence, decision.headline());
      boolean held = decision.champion() == null && night.pipeline().policy().first() == First.HOLD;
      return kept(
          held ? Promotion.Outcome.HELD : Promotion.Outcome.KEPT,
          version,
          decision.champion(),
          position);
    }
    if (night.isWithheld()) {
      RegistryState now = registry.state();
      return StepOutput.finish(
          moved(Promotion.Outcome.DIRTY, version, decision, now.champion(), now.position()),
          Promotion.Outcome.DIRTY.name());
    }
    PromotionOutcome outcome =
        registry.promote(
            PromotionRequest.judged(
                    version, time, decision.champion(), evidence, decision.headline())
                .on(judged.id()),
            () -> data.broken(version));
    return settled(outcome, version, decision);
  }

  private static StepOutput settled(PromotionOutcome outcome, String version, Decision decision) {
    if (outcome instanceof PromotionOutcome.Stale stale) {
      return StepOutput.stale(
          moved(Promotion.Outcome.STALE, version, decision, stale.champion(), stale.position()),
          stale.why());
    }
    if (outcome instanceof PromotionOutcome.Superseded late) {
      return StepOutput.finish(
          moved(Promotion.Outcome.SUPERSEDED, version, decision, late.champion(), late.position()),
          Promotion.Outcome.SUPERSEDED.name());
    }
    if (outcome instanceof PromotionOutcome.Tainted tainted) {
      return StepOutput.finish(
          moved(
              Promotion.Outcome.TAINTED, version, decision, tainted.champion(), tainted.position()),
          Promotion.Outcome.TAINTED.name());
    }
    PromotionOutcome.Promoted promoted = (PromotionOutcome.Promoted) outcome;
    return StepOutput.finish(
        moved(
            Promotion.Outcome.PROMOTED, version, decision, promoted.version(), promoted.position()),
        Verdict.PROMOTE.name());
  }

  private static Promotion moved(
      Promotion.Outcome outcome,
      String version,
      Decision decision,
      @Nullable String championAfter,
      long position) {
    return new Promotion(outcome, version, decision.champion(), championAfter, position);
  }

  private static StepOutput kept(
      Promotion.Outcome outcome, String version, @Nullable String champion, long position) {
    Promotion promotion = new Promotion(outcome, version, champion, champion, position);
    return StepOutput.finish(promotion, outcome.name());
  }
}
