package dev.nightjar.jobs;

import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Promotion;
import dev.nightjar.jobs.RetrainingPipeline.Order;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.jobs.config.PipelineReader;
import dev.nightjar.model.Candidate;
import dev.nightjar.registry.Approval;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.registry.PromotionRequest;
import dev.nightjar.registry.RegistryException;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunFacts;
import dev.nightjar.run.RunListener;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.run.StepOutput;
import dev.nightjar.run.StepStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Nights that wait for a person's approval. The answer is an entry of the model's log, and is
 * written first; {@link #settle} then ends the night by its promote step, with all of its checks.
 * Whoever is killed between the two leaves that to the next who looks. Thread-safe.
 */
public final class WaitingNights {

  private final RetrainingPipeline retraining;
  private final PipelineReader reader;
  private final Workbench bench;

  /**
   * The nights that a pipeline left waiting.
   *
   * @param reader reads the pipeline files that they pinned
   */
  public WaitingNights(RetrainingPipeline retraining, PipelineReader reader) {
    this.retraining = retraining;
    this.reader = reader;
    this.bench = retraining.bench();
  }

  /**
   * Says yes to a night that waits, unless something was said before. Nothing is promoted yet.
   *
   * @param by who says so
   * @param reason in words, not blank
   * @return what the log says
   */
  public Approval approve(Run run, String by, String reason) throws IOException {
    return registry(run).approvals().approve(run.id().hex(), wish(run), by, reason);
  }

  /** Says no, unless something was said before. */
  public Approval refuse(Run run, String by, String reason) throws IOException {
    return registry(run).approvals().refuse(run.id().hex(), wish(run), by, reason);
  }

  /** What was said of a night that waits or waited; empty: nothing, or that is not known. */
  public Optional<Approval> answer(Run run) throws IOException {
    return new RunFacts(bench.store()).awaiting(run.slot(), run.id()).isEmpty()
        ? Optional.empty()
        : registry(run).approvals().answer(run.id().hex(), wish(run));
  }

  /**
   * Ends a night that waits, if somebody answered or a yes would do no more.
   *
   * @return the run as it is now
   * @throws dev.nightjar.run.SlotHeld when another process is at it
   * @throws RegistryException when the night is not known well enough any more
   */
  public Run settle(Run run, RunListener told) throws IOException, InterruptedException {
    if (run.state().status() != Status.AWAITING_APPROVAL || !isDue(run)) {
      return run;
    }
    PinnedRun pinned =
        PinnedRun.read(bench.store(), run)
            .orElseThrow(
                () ->
                    new RegistryException(
                        "the store does not say what run %s was begun with: cancel it, and run the night again"
                            .formatted(run.id())));
    PipelineFile file = reader.pinned(Path.of(pinned.file()), pinned.text(), pinned.params());
    // It came to wait, so that it was allowed to if its tree was dirty.
    Order order =
        new Order(
            file,
            run.slot(),
            pinned.code(),
            Reprocess.UNFINISHED_ONLY,
            pinned.code().dirty(),
            run.options());
    RunListener listener = retraining.watched(order, told);
    return retraining.with(
        order,
        (night, logs) -> {
          try {
            return retraining
                .executor(night)
                .waiting()
                .end(
                    run,
                    new PromoteStep(night, logs).afterWaiting(),
                    outputs(run),
                    listener,
                    ended -> retraining.outcome(night, ended));
          } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException("the promote step threw what it does not", e);
          }
        });
  }

  private boolean isDue(Run run) throws IOException {
    Optional<RunFacts.Awaiting> awaiting =
        new RunFacts(bench.store()).awaiting(run.slot(), run.id());
    if (awaiting.isEmpty()) {
      return true;
    }
    Promotion promotion = Documents.promotion(bench.store(), run.slot(), run.id());
    PromotionRequest wish =
        promotion == null
            ? wish(run)
            : PromotionRequest.judged(
                promotion.version(),
                run.slot().logicalTime(),
                promotion.championBefore(),
                Map.of(),
                "");
    ModelRegistry registry = registry(run);
    return registry.approvals().answer(run.id().hex(), wish).isPresent()
        || registry.approvals().objection(wish, () -> null) != null;
  }

  /** What the night asks for. Its candidate is a version since it came to wait. */
  private PromotionRequest wish(Run run) throws IOException {
    StepOutput decide = required(run, DecideStep.NAME);
    Decision decision = decide.as(Decision.class);
    Candidate candidate = required(run, TrainStep.NAME).as(Candidate.class);
    return PromotionRequest.judged(
        registry(run).register(candidate, decision.logicalTime()),
        decision.logicalTime(),
        decision.champion(),
        DecisionRef.evidence(run.id(), decide.digest(), String.valueOf(decision.verdict())),
        decision.headline());
  }

  private Map<String, StepOutput> outputs(Run run) throws IOException {
    Map<String, StepOutput> outputs = new LinkedHashMap<>();
    for (String step : RetrainingPipeline.STEPS) {
      output(run, step).ifPresent(output -> outputs.put(step, output));
    }
    return outputs;
  }

  private StepOutput required(Run run, String step) throws IOException {
    return output(run, step)
        .orElseThrow(
            () ->
                new RegistryException(
                    "the output of step %s of run %s is not in the store any more: cancel the run"
                        .formatted(step, run.id())));
  }

  private Optional<StepOutput> output(Run run, String step) throws IOException {
    return new StepStore(bench.store())
        .read(run.slot(), run.id(), step)
        .map(StepStore.Kept::output);
  }

  private ModelRegistry registry(Run run) {
    return new ModelRegistry(
        bench.store(), Documents.model(run.slot()), bench.clock(), bench.actor());
  }
}
