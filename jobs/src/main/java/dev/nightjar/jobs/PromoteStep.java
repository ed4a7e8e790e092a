package dev.nightjar.jobs;

import dev.nightjar.dataset.Snapshot;
import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Promotion;
import dev.nightjar.decision.Promotion.Outcome;
import dev.nightjar.gate.PromotionPolicy.First;
import dev.nightjar.gate.Verdict;
import dev.nightjar.model.Candidate;
import dev.nightjar.registry.Approval;
import dev.nightjar.registry.Approval.Word;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.registry.Premise;
import dev.nightjar.registry.PromotionOutcome;
import dev.nightjar.registry.PromotionRequest;
import dev.nightjar.registry.RegistryState;
import dev.nightjar.run.RunId;
import dev.nightjar.run.Step;
import dev.nightjar.run.StepContext;
import dev.nightjar.run.StepOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the candidate a version, and champion when the verdict is PROMOTE and, where the pipeline
 * asks a person, that person said yes. Doing it twice does it once.
 */
final class PromoteStep implements Step {

  static final String NAME = "promote";
  private static final String ALLOW_DIRTY = "allowDirty";

  private final Night night;
  private final DataLogs logs;
  private final boolean waited;

  PromoteStep(Night night, DataLogs logs) {
    this(night, logs, false);
  }

  private PromoteStep(Night night, DataLogs logs, boolean waited) {
    this.night = night;
    this.logs = logs;
    this.waited = waited;
  }

  /** The same for a night that waited for approval: it is not judged anew, but expires. */
  PromoteStep afterWaiting() {
    return new PromoteStep(night, logs, true);
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
      return kept(held ? Outcome.HELD : Outcome.KEPT, version, decision.champion(), position);
    }
    if (night.isWithheld()) {
      RegistryState now = registry.state();
      return StepOutput.finish(
          moved(Outcome.DIRTY, version, decision, now.champion(), now.position()),
          Outcome.DIRTY.name());
    }
    PromotionRequest wish =
        PromotionRequest.judged(version, time, decision.champion(), evidence, decision.headline())
            .on(judged.id());
    Premise premise = () -> data.broken(version);
    return night.asksAPerson()
        ? asked(context.run().id(), wish, premise, decision)
        : settled(registry.promote(wish, premise), version, decision, null);
  }

  /** What a person said decides; without an answer the night waits, as long as a yes would do. */
  private StepOutput asked(RunId run, PromotionRequest wish, Premise premise, Decision decision)
      throws IOException {
    ModelRegistry registry = night.registry();
    Approval answer = registry.approvals().answer(run.hex(), wish).orElse(null);
    if (answer == null) {
      PromotionOutcome objection = registry.approvals().objection(wish, premise);
      return objection == null
          ? waiting(run, wish.version(), decision)
          : late(run, wish, objection, decision, null);
    }
    if (answer.word() == Word.EXPIRED) {
      return expired(wish.version(), answer.reason(), decision);
    }
    if (answer.word() == Word.REFUSED) {
      return StepOutput.finish(
          noted(Outcome.REFUSED, wish.version(), decision, answer.sentence()),
          Outcome.REFUSED.name());
    }
    PromotionRequest approved =
        wish.because(Map.of("approvedBy", answer.by(), "approval", answer.position()));
    return late(run, wish, registry.promote(approved, premise), decision, answer);
  }

  private StepOutput waiting(RunId run, String version, Decision decision) throws IOException {
    String how = "`nightjar registry approve %s --reason …`".formatted(run);
    return StepOutput.await(
        noted(Outcome.AWAITING_APPROVAL, version, decision, how),
        "%s %s waits for approval: %s".formatted(Verdict.PROMOTE, version, how.replace("`", "")));
  }

  /**
   * As {@link #settled}, but a night that had waited expires where another would be judged anew.
   */
  private StepOutput late(
      RunId run,
      PromotionRequest wish,
      PromotionOutcome outcome,
      Decision decision,
      @Nullable Approval answer)
      throws IOException {
    boolean superseded = outcome instanceof PromotionOutcome.Superseded;
    if (!waited || !(superseded || outcome instanceof PromotionOutcome.Stale)) {
      return settled(outcome, wish.version(), decision, answer == null ? null : answer.sentence());
    }
    RegistryState now = night.registry().state();
    String moved =
        Objects.equals(now.champion(), decision.champion())
            ? why(outcome)
            : "champion is now %s, was judged against %s"
                .formatted(said(now.champion()), said(decision.champion()));
    String reason =
        "expired: %s; %s"
            .formatted(
                moved,
                superseded
                    ? "a later night's champion is not replaced"
                    : "run the night again to have it judged anew");
    if (answer == null) {
      night.registry().approvals().expire(run.hex(), wish, reason);
    }
    return expired(wish.version(), reason, decision);
  }

  private static String why(PromotionOutcome outcome) {
    return outcome instanceof PromotionOutcome.Stale stale
        ? stale.why()
        : ((PromotionOutcome.Superseded) outcome).why();
  }

  private static String said(@Nullable String champion) {
    return champion == null ? "none" : champion;
  }

  private StepOutput expired(String version, String reason, Decision decision) throws IOException {
    return StepOutput.stale(noted(Outcome.EXPIRED, version, decision, reason), reason);
  }

  /** The champion stays, and a person has to do with it. */
  private Promotion noted(Outcome outcome, String version, Decision decision, String note)
      throws IOException {
    RegistryState now = night.registry().state();
    return new Promotion(
        outcome, version, decision.champion(), now.champion(), now.position(), note);
  }

  private static StepOutput settled(
      PromotionOutcome outcome, String version, Decision decision, @Nullable String note) {
    if (outcome instanceof PromotionOutcome.Stale stale) {
      return StepOutput.stale(
          moved(Outcome.STALE, version, decision, stale.champion(), stale.position()), stale.why());
    }
    if (outcome instanceof PromotionOutcome.Superseded late) {
      return StepOutput.finish(
          moved(Outcome.SUPERSEDED, version, decision, late.champion(), late.position()),
          Outcome.SUPERSEDED.name());
    }
    if (outcome instanceof PromotionOutcome.Tainted tainted) {
      return StepOutput.finish(
          moved(Outcome.TAINTED, version, decision, tainted.champion(), tainted.position()),
          Outcome.TAINTED.name());
    }
    PromotionOutcome.Promoted promoted = (PromotionOutcome.Promoted) outcome;
    return StepOutput.finish(
        new Promotion(
            Outcome.PROMOTED,
            version,
            decision.champion(),
            promoted.version(),
            promoted.position(),
            note),
        Verdict.PROMOTE.name());
  }

  private static Promotion moved(
      Outcome outcome,
      String version,
      Decision decision,
      @Nullable String championAfter,
      long position) {
    return new Promotion(outcome, version, decision.champion(), championAfter, position);
  }

  private static StepOutput kept(
      Outcome outcome, String version, @Nullable String champion, long position) {
    Promotion promotion = new Promotion(outcome, version, champion, champion, position);
    return StepOutput.finish(promotion, outcome.name());
  }
}
