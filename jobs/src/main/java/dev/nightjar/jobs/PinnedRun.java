package dev.nightjar.jobs;

import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.model.CodeId;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunFacts;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.text.LineDiff;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run was begun with, kept beside its outputs: {@code request.json}.
 *
 * @param pipeline digest of what the pipeline file means
 * @param file where that file was, on the machine that began the run
 * @param text what stood in it
 * @param params the values that were given to its parameters
 * @param code what code did it
 */
public record PinnedRun(
    Digest pipeline, String file, String text, Map<String, String> params, CodeId code) {

  private static final int SHOWN = 12;

  /** What would be pinned now. */
  public static PinnedRun of(PipelineFile file, CodeId code) {
    return new PinnedRun(
        file.pipeline().digest(),
        file.path().toAbsolutePath().normalize().toString(),
        file.text(),
        file.params(),
        code);
  }

  /** What the run was begun with; empty when it did not begin, or before that was kept. */
  public static Optional<PinnedRun> read(ObjectStore store, Run run) throws IOException {
    try {
      return Optional.of(CanonicalJson.read(store.read(key(run)), PinnedRun.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Keeps it with the run, unless that was done before. */
  void keep(ObjectStore store, Run run) {
    try {
      store.create(key(run), CanonicalJson.write(this));
    } catch (IOException e) {
      // It helps who looks back. What ails the store, the first step says better.
    }
  }

  private static ObjectKey key(Run run) {
    return ObjectKey.of(run.slot().folder().path(), run.id().hex(), RunFacts.REQUEST);
  }

  /** Of all that may not change while a run is interrupted, as a run has it. */
  public Digest pin() {
    return Digest.of(pipeline.hex() + "\n" + CanonicalJson.digest(code).hex());
  }

  /** What is another now, in words; the lines of the file that changed included. */
  public List<String> differences(PinnedRun now) {
    List<String> all = new ArrayList<>();
    if (!pipeline.equals(now.pipeline)) {
      all.add(
          "the pipeline means something else: digest %s then, %s now"
              .formatted(pipeline.head(SHOWN), now.pipeline.head(SHOWN)));
    }
    if (!text.equals(now.text)) {
      all.add("the pipeline file changed:\n" + LineDiff.of(text, now.text));
    }
    if (!params.equals(now.params)) {
      all.add("the parameters are others: %s then, %s now".formatted(params, now.params));
    }
    if (!code.jar().equals(now.code.jar())) {
      all.add(
          "the program is another: %s (%s) then, %s (%s) now"
              .formatted(
                  code.version(), head(code.jar()), now.code.version(), head(now.code.jar())));
    }
    if (!code.commit().equals(now.code.commit())) {
      all.add(
          "the pipeline file's repository is at another commit: %s then, %s now"
              .formatted(head(code.commit()), head(now.code.commit())));
    }
    if (code.dirty() != now.code.dirty()) {
      all.add(
          now.code.dirty()
              ? "the pipeline file's repository has changes that are not committed"
              : "the pipeline file's repository has no uncommitted changes any more");
    }
    return all;
  }

  private static String head(String hex) {
    return hex.isEmpty() ? "none" : hex.substring(0, Math.min(SHOWN, hex.length()));
  }
}
