package dev.nightjar.schedules.app;

import dev.nightjar.dataset.DatasetEvent;
import dev.nightjar.dataset.DatasetLog;
import dev.nightjar.dataset.Datasets;
import dev.nightjar.jobs.Bisect;
import dev.nightjar.jobs.DatasetDiffs;
import dev.nightjar.jobs.RecipeResolution;
import dev.nightjar.jobs.Retraction;
import dev.nightjar.jobs.SegmentImpact;
import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.lineage.DatasetDiff;
import dev.nightjar.lineage.Impact;
import dev.nightjar.lineage.ResolvedRecipe;
import dev.nightjar.run.Slot;
import dev.nightjar.schedules.LineageService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
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
  public DatasetDiff diff(String dataset, String before, String after, List<String> id, boolean all)
      throws IOException {
    LocalDatasets.requireDataset(places, dataset);
    DatasetLog log = new Datasets(places.store(), places.clock()).dataset(dataset);
    return new DatasetDiffs(places.store(), places.scratch()).between(log, before, after, id, all);
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

  @Override
  public ResolvedRecipe recipe(Path path, LocalDate date) throws IOException {
    PipelineFile file = Wiring.reader().read(path);
    LocalDatasets.requireDataset(places, file.pipeline().recipe().dataset());
    return new RecipeResolution(Wiring.workbench(places)).of(file, slot(file.pipeline(), date));
  }

  private Slot slot(Pipeline pipeline, LocalDate date) {
    return Slot.of(pipeline.name(), Wiring.fireTimes(pipeline.schedule(), places).slotOn(date));
  }

  @Override
  public Bisected bisect(BisectRequest request, BisectListener listener) throws IOException {
    PipelineFile file = Wiring.reader().read(request.pipeline());
    LocalDatasets.requireDataset(places, file.pipeline().recipe().dataset());
    Slot slot = slot(file.pipeline(), request.date());
    Bisect.Found found =
        new Bisect(Wiring.workbench(places))
            .run(
                file,
                slot,
                places.code(),
                new Bisect.Request(
                    request.by(),
                    request.suspects(),
                    request.metric(),
                    request.confidence(),
                    request.maxTrials()),
                new Heard(listener));
    return new Bisected(found.bisection(), places.address(found.markdown()));
  }

  /** Tells a listener of this package. */
  private record Heard(BisectListener to) implements Bisect.Listener {
    @Override
    public void planned(int most, List<String> suspects) {
      to.planned(most, suspects);
    }

    @Override
    public void trial(List<String> leftOut, boolean kept) {
      to.trial(leftOut, kept);
    }
  }
}
