package dev.nightjar.model;

import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.TimeRange;
import dev.nightjar.store.Digest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trained model and everything that it came from: the manifest under {@code models/<name>}.
 *
 * @param model name of the model: the pipeline's
 * @param artifact digest of the serialised model
 * @param artifactBytes its size
 * @param encoder digest of the fitted encoder's JSON
 * @param fingerprint SHA-256 of the raw float64 scores on the reproducibility sample
 * @param threshold the frozen operating point
 * @param snapshot id of the snapshot
 * @param pipeline digest of the pipeline file's meaning
 * @param code what code trained it
 * @param spec trainer, parameters, seed
 * @param libraries version of each library that had a part, and {@code java}, {@code os}, {@code
 *     arch}
 * @param trainedOn interval of its training and dev rows
 * @param trainingKeys digest of the sorted keys of the rows that it was trained on
 * @param trainingContents digest of the sorted keys of those rows' contents; null: the candidate is
 *     older than these
 * @param trainRows rows trained on
 * @param devRows rows used for the threshold
 * @param positives positive rows among those trained on
 * @param dev measures on the dev rows, which never gate
 * @param label what it predicts
 */
public record Candidate(
    String model,
    Digest artifact,
    long artifactBytes,
    Digest encoder,
    Digest fingerprint,
    double threshold,
    String snapshot,
    Digest pipeline,
    CodeId code,
    TrainingSpec spec,
    Map<String, String> libraries,
    TimeRange trainedOn,
    Digest trainingKeys,
    @Nullable Digest trainingContents,
    long trainRows,
    long devRows,
    long positives,
    Map<String, Double> dev,
    Label label) {

  /** The blobs that it names, each under what it is in words; the same bytes once. */
  public Map<String, Digest> blobs() {
    Map<String, Digest> blobs = new LinkedHashMap<>();
    blobs.put("model", artifact);
    blobs.put("encoder", encoder);
    blobs.put("training keys", trainingKeys);
    if (trainingContents != null && !trainingContents.equals(trainingKeys)) {
      blobs.put("training contents", trainingContents);
    }
    return blobs;
  }
}
