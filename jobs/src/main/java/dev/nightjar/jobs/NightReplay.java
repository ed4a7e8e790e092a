package dev.nightjar.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.dataset.DataException;
import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Differences;
import dev.nightjar.decision.Replay;
import dev.nightjar.decision.Replay.Difference;
import dev.nightjar.decision.Sealing;
import dev.nightjar.evaluation.Evaluation;
import dev.nightjar.evaluation.Evaluation.SetSummary;
import dev.nightjar.jobs.config.PipelineReader;
import dev.nightjar.model.CodeId;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.registry.RegistryEvent;
import dev.nightjar.run.Outcome;
import dev.nightjar.run.Run;
import dev.nightjar.run.StepOutput;
import dev.nightjar.run.StepProgress;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Reckons the decision of a night again, from what is stored: rows and labels from the segments of
 * its snapshot, scores from the files that it kept, thresholds from the manifests, the pipeline
 * file that its run pinned, the decisions on a test set up to its own. Nothing is trained, no model
 * is loaded, and nothing is written.
 *
 * <p>What it cannot find again it takes from the record, and says so: that models which are scored
 * twice score alike, the nights before, and what people had said of the champion.
 */
public final class NightReplay {

  private final Workbench bench;
  private final PipelineReader reader;
  private final CodeId program;

  /**
   * A replay.
   *
   * @param reader reads the pipeline file that the run pinned
   * @param program this one
   */
  public NightReplay(Workbench bench, PipelineReader reader, CodeId program) {
    this.bench = bench;
    this.reader = reader;
    this.program = program;
  }

  /**
   * Reckons it again.
   *
   * @throws IllegalArgumentException when the night was not judged
   * @throws DataException when it cannot be done, and why: something is gone or damaged, or the
   *     rows are not those that were scored
   */
  public Replay of(Documents.Night stored) throws IOException {
    return StoredNight.with(
        bench, reader, stored, "replayed", night -> replayed(stored.folder(), night));
  }

  private Replay replayed(ObjectKey folder, StoredNight stored) throws IOException {
    NightRecord record = stored.record();
    StepOutput output = stored.evaluation().output(StepProgress.NONE);
    if (output.outcome() instanceof Outcome.Fail refused) {
      throw new DataException("its rows would not be judged: " + refused.message());
    }
    Evaluation evaluation = output.as(Evaluation.class);
    Decision decision =
        new Decisions(stored.night())
            .judged(
                record.run(),
                record.snapshot(),
                record.check(),
                record.candidate(),
                evaluation,
                record.surroundings());
    return compared(
        folder,
        record,
        decision,
        evaluation,
        Decisions.sealing(stored.night().pipeline()),
        stored.night().registry());
  }

  private Replay compared(
      ObjectKey folder,
      NightRecord record,
      Decision decision,
      Evaluation evaluation,
      Sealing sealing,
      ModelRegistry registry)
      throws IOException {
    byte[] stored = bench.store().read(ObjectKey.of(folder.path(), Documents.DECISION));
    List<Difference> differences = new ArrayList<>(between(Documents.DECISION, stored, decision));
    // The same twice would hide what comes behind it.
    byte[] decided = CanonicalJson.write(record.decision());
    if (!Arrays.equals(stored, decided)) {
      differences.addAll(between(DecideStep.NAME + ".json", decided, decision));
    }
    byte[] evaluated = CanonicalJson.write(sealing.of(record.evaluation()));
    JsonNode told = CanonicalJson.parse(stored).path("evaluation");
    if (!Arrays.equals(CanonicalJson.write(told), evaluated)) {
      differences.addAll(between(EvaluateStep.NAME + ".json", evaluated, sealing.of(evaluation)));
    }
    differences.addAll(sealed(sealing, record.evaluation(), evaluation));
    differences.addAll(recorded(record.run(), CanonicalJson.digest(decision), registry));
    List<String> notes = new ArrayList<>();
    if (!differences.isEmpty() && !program.jar().equals(record.pinned().code().jar())) {
      CodeId then = record.pinned().code();
      notes.add(
          "Another program made the decision: %s (%s) then, %s (%s) now. That may be why."
              .formatted(then.version(), head(then.jar()), program.version(), head(program.jar())));
    }
    notes.add(
        "Taken from the record: that models which are scored twice score alike, the nights before,"
            + " and what was said of champion and baseline.");
    int shown = Math.min(Replay.SHOWN, differences.size());
    return new Replay(
        decision.pipeline(),
        decision.logicalDate(),
        decision.runId(),
        differences.isEmpty(),
        Digest.of(stored),
        decision.verdict(),
        evaluation.testSets().stream().mapToLong(SetSummary::rows).sum(),
        differences.subList(0, shown),
        differences.size() - shown,
        notes);
  }

  /** That sealed numbers are others, without them. */
  private static List<Difference> sealed(Sealing sealing, Evaluation then, Evaluation now) {
    boolean same = Arrays.equals(CanonicalJson.write(then), CanonicalJson.write(now));
    return same || sealing.sets().isEmpty()
        ? List.of()
        : List.of(
            new Difference(
                EvaluateStep.NAME + ".json",
                String.join(", ", new TreeSet<>(sealing.sets())),
                "what is sealed",
                "something else"));
  }

  private static List<Difference> between(String document, byte[] stored, Object recomputed)
      throws IOException {
    byte[] bytes = CanonicalJson.write(recomputed);
    if (Arrays.equals(stored, bytes)) {
      return List.of();
    }
    JsonNode then = CanonicalJson.parse(stored);
    List<Difference> all = Differences.between(document, then, CanonicalJson.parse(bytes));
    return all.isEmpty()
        ? List.of(
            new Difference(
                document,
                "$",
                "written otherwise, SHA-256 " + Digest.of(stored).hex(),
                "SHA-256 " + Digest.of(bytes).hex()))
        : all;
  }

  /** What the events in the registry's log say that they rest on. */
  private static List<Difference> recorded(Run run, Digest recomputed, ModelRegistry registry)
      throws IOException {
    String model = Documents.model(run.slot());
    List<Difference> all = new ArrayList<>();
    for (RegistryEvent event :
        registry.events(e -> run.slot().logicalTime().equals(e.logicalTime()))) {
      DecisionRef ref = DecisionRef.of(model, event).orElse(null);
      if (ref != null && ref.run().equals(run.id()) && !ref.digest().equals(recomputed)) {
        all.add(
            new Difference(
                "models/" + model + "/log",
                "entry " + event.seq() + ", decision",
                ref.digest().hex(),
                recomputed.hex()));
      }
    }
    return all;
  }

  private static String head(String hex) {
    return hex.substring(0, Math.min(12, hex.length()));
  }
}
