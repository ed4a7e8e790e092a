package dev.nightjar.jobs.openlineage;

import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Promotion;
import dev.nightjar.jobs.NightOutputs;
import dev.nightjar.model.Candidate;
import dev.nightjar.statistics.Measure;
import io.openlineage.client.OpenLineage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The model that a run makes, as a dataset. */
record ModelData(StoreNames names, Facets facets) {

  private static final String CANDIDATE = "candidate";

  /** The candidate as a result, as far as it is known; none before it is trained. */
  List<OpenLineage.OutputDataset> made(NightOutputs known) {
    return known
        .candidate()
        .map(
            candidate -> {
              OpenLineage standard = facets.standard();
              return List.of(
                  standard.newOutputDataset(
                      names.namespace(),
                      names.model(candidate.model()),
                      about(candidate, known),
                      standard
                          .newOutputDatasetOutputFacetsBuilder()
                          .outputStatistics(
                              standard.newOutputStatisticsOutputDatasetFacet(
                                  null, candidate.artifactBytes(), 1L))
                          .build()));
            })
        .orElse(List.of());
  }

  /** The same as something that is read. */
  List<OpenLineage.InputDataset> read(NightOutputs known) {
    return known
        .candidate()
        .map(
            candidate ->
                List.of(
                    facets
                        .standard()
                        .newInputDataset(
                            names.namespace(),
                            names.model(candidate.model()),
                            about(candidate, known),
                            null)))
        .orElse(List.of());
  }

  private OpenLineage.DatasetFacets about(Candidate candidate, NightOutputs known) {
    OpenLineage standard = facets.standard();
    OpenLineage.DatasetFacetsBuilder about =
        standard
            .newDatasetFacetsBuilder()
            .datasetType(standard.newDatasetTypeDatasetFacet("MODEL", null));
    Optional<Promotion> promotion = known.promotion();
    promotion.ifPresent(p -> about.version(standard.newDatasetVersionDatasetFacet(p.version())));
    about.put("nightjar_model", model(candidate, known.decision(), promotion));
    return about.build();
  }

  private CustomFacet model(
      Candidate candidate, Optional<Decision> decided, Optional<Promotion> promoted) {
    CustomFacet facet =
        facets
            .custom("NightjarModelDatasetFacet")
            .put("model", candidate.model())
            .put("trainer", candidate.spec().trainer())
            .put("parameters", candidate.spec().parameters())
            .put("seed", candidate.spec().seed())
            .put("threshold", finite(candidate.threshold()))
            .put("fingerprint", candidate.fingerprint().hex())
            .put("artifact", candidate.artifact().hex())
            .put("snapshot", candidate.snapshot())
            .put("trainRows", candidate.trainRows())
            .put("devRows", candidate.devRows())
            .put("positives", candidate.positives());
    decided.ifPresent(
        decision -> {
          facet
              .put("measures", measures(decision))
              .put("verdict", decision.verdict() == null ? null : decision.verdict().name())
              .put("reason", decision.headline())
              .put("championBefore", decision.champion())
              .put("baseline", decision.baseline());
        });
    promoted.ifPresent(
        promotion ->
            facet
                .put("version", promotion.version())
                .put("promotion", promotion.outcome().name())
                .put("championBefore", promotion.championBefore())
                .put("championAfter", promotion.championAfter()));
    return facet;
  }

  /** Of the candidate, over whole test sets; slices are in the report. */
  private static List<Map<String, Object>> measures(Decision decision) {
    return decision.evaluation() == null
        ? List.of()
        : decision.evaluation().measures().stream()
            .filter(m -> m.model().equals(CANDIDATE) && m.slice().isEmpty())
            .map(ModelData::measure)
            .toList();
  }

  private static Map<String, Object> measure(Measure measure) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("metric", measure.metric());
    if (!measure.testSet().isEmpty()) {
      fields.put("testSet", measure.testSet());
    }
    put(fields, "value", measure.value());
    put(fields, "low", measure.low());
    put(fields, "high", measure.high());
    fields.put("n", measure.n());
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, double value) {
    Double finite = finite(value);
    if (finite != null) {
      fields.put(name, finite);
    }
  }

  /** JSON has no NaN: a number that is undefined is left out. */
  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }
}
