package dev.nightjar.schedules.app;

import dev.nightjar.jobs.PinnedRun;
import dev.nightjar.jobs.RetrainingPipeline;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.RunOptions;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.schedules.RunsService.Again;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Queues a new run of a slot after one that is over. Facts are never changed: what the earlier run
 * made stays its own, and the new one takes over what was made from the same inputs.
 */
record LocalAgain(LocalPlaces places, RunLedger ledger, FileFinder files) {

  /** Finds the pipeline file that a run is done again with. */
  @FunctionalInterface
  interface FileFinder {

    /**
     * Reads it.
     *
     * @param before what the run was begun with
     * @param named the file that a person named; null: none
     * @throws IllegalArgumentException that says what is wrong, or what to name
     */
    PipelineFile of(Run run, Optional<PinnedRun> before, @Nullable Path named);
  }

  private static final Set<Status> RESUMABLE =
      EnumSet.of(Status.FAILED, Status.BLOCKED, Status.CANCELLED, Status.STALE);

  /** Goes on with a run that did not succeed. */
  Again resume(Run run, @Nullable String from, @Nullable Path named) throws IOException {
    Status status = run.state().status();
    if (!RESUMABLE.contains(status)) {
      throw new IllegalArgumentException(
          "run %s is %s: there is nothing to go on with%s"
              .formatted(
                  run.id(),
                  status,
                  status.isFinal()
                      ? "; nightjar runs rerun " + run.id() + " does it again"
                      : "; wait for it, or cancel it first"));
    }
    requireStep(from);
    requireLatest(run);
    Optional<PinnedRun> before = PinnedRun.read(places.store(), run);
    PipelineFile file = files.of(run, before, named);
    PinnedRun now = now(run, file);
    if (!now.pin().equals(run.pin())) {
      String differ = before.map(b -> ":\n" + String.join("\n", b.differences(now))).orElse("");
      throw new IllegalArgumentException(
          "run %s cannot go on: what it had pinned has changed, and its outputs hold no more; nightjar runs rerun %s begins anew%s"
              .formatted(run.id(), run.id(), differ));
    }
    String note =
        "Goes on with run " + run.id() + (from == null ? "." : ", anew from " + from + ".");
    return queued(run, new RunOptions(run.id(), from, run.options().params(), List.of(note)), file);
  }

  /** Does a run again from its first step, with what is valid now. */
  Again rerun(Run run, @Nullable Path named) throws IOException {
    if (!run.state().status().isFinal()) {
      throw new IllegalArgumentException(
          "run %s is %s: wait for it, or cancel it first"
              .formatted(run.id(), run.state().status()));
    }
    requireLatest(run);
    Optional<PinnedRun> before = PinnedRun.read(places.store(), run);
    PipelineFile file = files.of(run, before, named);
    PinnedRun now = now(run, file);
    List<String> notes = new ArrayList<>();
    notes.add("Run again: " + run.id() + " was " + run.state().status() + ".");
    if (before.isPresent()) {
      notes.addAll(before.get().differences(now));
    } else if (!now.pin().equals(run.pin())) {
      notes.add("the pipeline or the program is another; what the run had is not known any more");
    }
    return queued(
        run,
        new RunOptions(run.id(), RetrainingPipeline.STEPS.get(0), run.options().params(), notes),
        file);
  }

  private static void requireStep(@Nullable String from) {
    if (from != null && !RetrainingPipeline.STEPS.contains(from)) {
      throw new IllegalArgumentException(
          "--from: there is no step %s%s (steps: %s)"
              .formatted(
                  from,
                  Nearest.hint(from, RetrainingPipeline.STEPS),
                  String.join(", ", RetrainingPipeline.STEPS)));
    }
  }

  private void requireLatest(Run run) {
    Run latest = ledger.slot(run.slot()).orElseThrow().latest();
    if (!latest.id().equals(run.id())) {
      throw new IllegalArgumentException(
          "run %s was followed by run %s of the same slot, which is %s: name that one"
              .formatted(run.id(), latest.id(), latest.state().status()));
    }
  }

  /** The file that is named, or else where it was. */
  static PipelineFile onThisMachine(Run run, Optional<PinnedRun> before, @Nullable Path named) {
    Path file = named == null ? before.map(b -> Path.of(b.file())).orElse(null) : named;
    if (file == null || (named == null && !Files.isRegularFile(file))) {
      throw new IllegalArgumentException(
          "the pipeline file of run %s%s: name it with --pipeline FILE"
              .formatted(
                  run.id(), file == null ? " is not known" : " is not at " + file + " any more"));
    }
    return Wiring.reader().read(file, run.options().params());
  }

  private PinnedRun now(Run run, PipelineFile file) {
    String name = file.pipeline().name();
    if (!name.equals(run.slot().pipeline())) {
      throw new IllegalArgumentException(
          "%s is the pipeline %s, but run %s is one of %s"
              .formatted(file.path(), name, run.id(), run.slot().pipeline()));
    }
    return PinnedRun.of(file, CodeIds.with(places.code(), file.path()));
  }

  private Again queued(Run run, RunOptions options, PipelineFile file) {
    Run next = ledger.queue().enqueue(run.slot(), run.pin(), Reprocess.ALL, options);
    if (!run.id().equals(next.options().of())) {
      throw new IllegalArgumentException(
          "run %s of the same slot came first: nightjar runs show %s"
              .formatted(next.id(), next.id()));
    }
    return new Again(next, options.notes(), file.path());
  }
}
