package dev.nightjar.jobs;

import dev.nightjar.dataset.RowKeys;
import dev.nightjar.model.Candidate;
import dev.nightjar.model.Encoder;
import dev.nightjar.model.Scorer;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loads the models that a night judges, each verified by its digests before anything is parsed. */
final class JudgedModels {

  private final Night night;

  JudgedModels(Night night) {
    this.night = night;
  }

  /**
   * By role: {@code candidate}; {@code champion} and {@code baseline} where there are such; while
   * there is no champion {@code majority}, which the rule of the first night compares with.
   */
  Map<String, Judged> load(Candidate candidate) throws IOException {
    return all(candidate, References.of(night), this::loaded);
  }

  /** The same without the models themselves: nothing that comes of it can score a row. */
  Map<String, Judged> unloaded(Candidate candidate, References references) throws IOException {
    return all(candidate, references, (version, model) -> judged(version, model, null, NOT_LOADED));
  }

  private static final Scorer NOT_LOADED =
      rows -> {
        throw new IllegalStateException("this model was not loaded");
      };

  private interface Loading {
    Judged of(String version, Candidate model) throws IOException;
  }

  private Map<String, Judged> all(Candidate candidate, References references, Loading loading)
      throws IOException {
    Map<String, Judged> models = new LinkedHashMap<>();
    models.put("candidate", loading.of("", candidate));
    String champion = references.champion();
    if (champion == null) {
      models.put(References.MAJORITY, majority(candidate));
    } else {
      models.put("champion", loading.of(champion, night.registry().candidate(champion)));
    }
    String baseline = references.baseline();
    if (baseline != null) {
      models.put(
          "baseline",
          baseline.equals(References.MAJORITY)
              ? majority(candidate)
              : loading.of(baseline, night.registry().candidate(baseline)));
    }
    return models;
  }

  private Judged loaded(String version, Candidate model) throws IOException {
    Blobs blobs = night.bench().blobs();
    byte[] artifact = blobs.read(model.artifact());
    Encoder encoder = CanonicalJson.read(blobs.read(model.encoder()), Encoder.class);
    Scorer scorer = night.bench().trainers().named(model.spec().trainer()).load(artifact);
    return judged(version, model, encoder, scorer);
  }

  private Judged judged(String version, Candidate model, @Nullable Encoder encoder, Scorer scorer)
      throws IOException {
    Blobs blobs = night.bench().blobs();
    RowKeys keys = RowKeys.decode(blobs.read(model.trainingKeys()));
    Digest digest = model.trainingContents();
    RowKeys contents = digest == null ? null : RowKeys.decode(blobs.read(digest));
    return new Judged(
        version, encoder, scorer, model.threshold(), keys, contents, model.trainedOn());
  }

  /** Says the candidate's share of positives for every row. */
  private static Judged majority(Candidate candidate) {
    double share = (double) candidate.positives() / candidate.trainRows();
    Scorer constant =
        rows -> {
          double[] scores = new double[rows.rows()];
          Arrays.fill(scores, share);
          return scores;
        };
    return new Judged(
        References.MAJORITY, null, constant, 0.5, RowKeys.of(new long[0]), null, null);
  }
}
