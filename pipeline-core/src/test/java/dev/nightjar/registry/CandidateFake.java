package dev.nightjar.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.Span;
import dev.nightjar.dataset.TimeRange;
import dev.nightjar.model.Candidate;
import dev.nightjar.model.CodeId;
import dev.nightjar.model.Threshold;
import dev.nightjar.model.TrainingSpec;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Map;

/** Candidates for tests, whose blobs are in the store. */
public final class CandidateFake {

  private CandidateFake() {}

  /** A candidate that differs from those of other names. */
  public static Candidate stored(ObjectStore store, String name) throws IOException {
    byte[] artifact = ("model " + name).getBytes(UTF_8);
    Blobs blobs = new Blobs(store);
    return new Candidate(
        "flight-delays",
        blobs.put(artifact),
        artifact.length,
        blobs.put(("{\"encoder\":\"" + name + "\"}").getBytes(UTF_8)),
        Digest.of("scores of " + name),
        0.5,
        "snapshot of " + name,
        Digest.of("pipeline"),
        new CodeId("0.1.0", "0", "", false),
        new TrainingSpec("logistic", Map.of("l2", 0.1), 7, new Threshold.Fixed(0.5)),
        Map.of("java", "17"),
        new TimeRange(LocalDateTime.of(2011, 4, 1, 0, 0), LocalDateTime.of(2011, 6, 1, 0, 0)),
        blobs.put("keys".getBytes(UTF_8)),
        blobs.put("keys".getBytes(UTF_8)),
        1000,
        100,
        200,
        Map.of("auc", Double.NaN),
        new Label("late", new Expression("delay >= 15"), null, Span.ofDays(1)));
  }
}
