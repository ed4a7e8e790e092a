package dev.nightjar.jobs.openlineage;

import dev.nightjar.dataset.Schema;
import dev.nightjar.dataset.Segment;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.jobs.NightOutputs;
import dev.nightjar.jobs.SnapshotOutput;
import io.openlineage.client.OpenLineage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The datasets that a run reads: columns, version, size, the segments' addresses. */
record InputData(StoreNames names, Facets facets) {

  /** Enough for ten years of days; what is read is exact in the snapshot all the same. */
  private static final int MOST_SEGMENTS = 4_000;

  /** What the run reads, as far as that is known; with what the check found of it. */
  List<OpenLineage.InputDataset> checked(NightOutputs known) {
    return known
        .snapshot()
        .map(output -> datasets(output.snapshot(), known.check().orElse(null)))
        .orElse(List.of());
  }

  /** The same without what the check found. */
  List<OpenLineage.InputDataset> plain(NightOutputs known) {
    return known
        .snapshot()
        .map(SnapshotOutput::snapshot)
        .map(snapshot -> datasets(snapshot, null))
        .orElse(List.of());
  }

  private List<OpenLineage.InputDataset> datasets(Snapshot snapshot, @Nullable CheckReport check) {
    List<OpenLineage.InputDataset> datasets = new ArrayList<>();
    OpenLineage.InputDatasetInputFacetsBuilder seen = segments(snapshot.read());
    if (check != null) {
      Quality quality = new Quality(facets, snapshot.schema());
      seen.dataQualityMetrics(quality.metrics(check, snapshot.segments()))
          .dataQualityAssertions(quality.assertions(check));
    }
    datasets.add(dataset(snapshot.dataset(), snapshot.schema(), snapshot.id(), seen));
    Snapshot.Labels labels = snapshot.labels();
    if (labels != null) {
      datasets.add(
          dataset(labels.dataset(), labels.schema(), snapshot.id(), segments(labels.segments())));
    }
    return datasets;
  }

  private OpenLineage.InputDataset dataset(
      String name, Schema schema, String version, OpenLineage.InputDatasetInputFacetsBuilder seen) {
    OpenLineage standard = facets.standard();
    List<OpenLineage.SchemaDatasetFacetFields> columns =
        schema.columns().stream()
            .map(
                c ->
                    standard
                        .newSchemaDatasetFacetFieldsBuilder()
                        .name(c.name())
                        .type(c.type().name().toLowerCase(Locale.ROOT))
                        .build())
            .toList();
    return standard.newInputDataset(
        names.namespace(),
        names.dataset(name),
        standard
            .newDatasetFacetsBuilder()
            .schema(standard.newSchemaDatasetFacet(columns))
            .version(standard.newDatasetVersionDatasetFacet(version))
            .datasetType(standard.newDatasetTypeDatasetFacet("FILE", null))
            .storage(standard.newStorageDatasetFacet("nightjar", "parquet"))
            .build(),
        seen.build());
  }

  private OpenLineage.InputDatasetInputFacetsBuilder segments(List<Segment> read) {
    OpenLineage standard = facets.standard();
    List<String> addresses =
        read.stream().limit(MOST_SEGMENTS).map(s -> names.blob(s.digest())).toList();
    return standard
        .newInputDatasetInputFacetsBuilder()
        .inputStatistics(
            standard.newInputStatisticsInputDatasetFacet(
                read.stream().mapToLong(Segment::rows).sum(),
                read.stream().mapToLong(Segment::bytes).sum(),
                (long) read.size()))
        .subset(
            standard.newInputSubsetInputDatasetFacet(
                standard.newLocationSubsetCondition(addresses)));
  }
}
