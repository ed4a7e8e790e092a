package dev.nightjar.schedules.app;

import dev.nightjar.dataset.DatasetEvent;
import dev.nightjar.dataset.Datasets;
import dev.nightjar.jobs.Retraction;
import dev.nightjar.jobs.SegmentImpact;
import dev.nightjar.lineage.Impact;
import dev.nightjar.schedules.LineageService;
import java.io.IOException;
import java.util.List;

/** The lineage of a workspace on this machine. */
final class LocalLineage implements LineageService {

  private final LocalPlaces places;

  LocalLineage(LocalPlaces places) {
    this.places = places;
  }

  @Override
  public List<DatasetEvent> log(String dataset) throws IOException {
    LocalDatasets.requireDataset(places, dataset);
    return new Datasets(places.store(), places.clock()).dataset(dataset).history();
  }

  @Override
  public Impact impact(String dataset, String segment) throws IOException {
    LocalDatasets.requireDataset(places, dataset);
    return new SegmentImpact(Wiring.workbench(places)).of(dataset, segment);
  }

  @Override
  public Impact retract(String dataset, String segment, String reason) throws IOException {
    LocalDatasets.requireDataset(places, dataset);
    return new Retraction(Wiring.workbench(places)).retract(dataset, segment, reason);
  }
}
