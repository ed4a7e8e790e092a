package dev.nightjar.schedules.app;

import dev.nightjar.dataset.DatasetEvent;
import dev.nightjar.dataset.DatasetState;
import dev.nightjar.dataset.Datasets;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Segment;
import dev.nightjar.jobs.DatasetAdd;
import dev.nightjar.jobs.duckdb.DuckDbLimits;
import dev.nightjar.schedules.DatasetService;
import dev.nightjar.store.UnusableStoreException;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Datasets of a workspace on this machine. */
final class LocalDatasets implements DatasetService {

  private static final Logger LOG = LoggerFactory.getLogger(LocalDatasets.class);

  private final LocalPlaces places;
  private final Datasets datasets;

  LocalDatasets(LocalPlaces places) {
    this.places = places;
    this.datasets = new Datasets(places.store(), places.clock());
  }

  @Override
  public Added add(
      String dataset,
      List<Path> files,
      @Nullable Expression time,
      boolean dropUndated,
      Naming naming)
      throws IOException {
    Path scratch = places.scratch().resolve("add");
    DatasetAdd adding =
        new DatasetAdd(places.store(), datasets, scratch, DuckDbLimits.standard(scratch));
    DatasetAdd.Result result =
        adding.add(
            new DatasetAdd.Request(
                dataset,
                files,
                time,
                null,
                naming.daily() ? DatasetAdd.By.DAY : DatasetAdd.By.WHOLE,
                dropUndated,
                places.actor(),
                naming.as(),
                naming.requires()),
            (stored, of) -> {});
    List<String> fresh = result.addition().added();
    List<Segment> segments =
        result.segments().stream().filter(s -> fresh.contains(s.name())).toList();
    return new Added(
        dataset,
        segments,
        result.addition().present(),
        segments.stream().mapToLong(Segment::rows).sum(),
        result.undated());
  }

  @Override
  public List<String> names() throws IOException {
    return datasets.names();
  }

  @Override
  public Contents contents(String dataset) throws IOException {
    DatasetState state = existing(dataset);
    List<Segment> segments = new ArrayList<>(state.segments().values());
    Map<String, String> retracted = new TreeMap<>();
    for (DatasetState.Retracted gone : state.retracted()) {
      segments.add(gone.segment());
      retracted.put(gone.segment().name(), gone.reason());
    }
    segments.sort(Comparator.comparing(Segment::name));
    return new Contents(dataset, state.defined().time().text(), segments, retracted);
  }

  @Override
  public void retract(String dataset, String segment, String reason) throws IOException {
    new LocalLineage(places).retract(dataset, segment, reason);
  }

  @Override
  public long tag(String dataset, String tag) throws IOException {
    existing(dataset);
    return datasets.dataset(dataset).tag(tag, places.actor());
  }

  @Override
  public List<String> dependants(String dataset, String segment) throws IOException {
    return existing(dataset).dependants(segment);
  }

  private DatasetState existing(String dataset) throws IOException {
    requireDataset(places, dataset);
    return datasets.dataset(dataset).state();
  }

  /** What ever happened to the dataset; throws when there is none. */
  static List<DatasetEvent> history(LocalPlaces places, String dataset) {
    try {
      requireDataset(places, dataset);
      return new Datasets(places.store(), places.clock()).dataset(dataset).history();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * As {@link #requireDataset}, before a night. What ails a store that does not answer, its first
   * step says better, and is tried again.
   */
  static void requireForNight(LocalPlaces places, String dataset) throws UnusableStoreException {
    try {
      requireDataset(places, dataset);
    } catch (UnusableStoreException e) {
      throw e;
    } catch (IOException e) {
      LOG.warn("the datasets could not be looked at before the night: {}", e.getMessage());
    }
  }

  /**
   * Throws {@link IllegalArgumentException} with the nearest name when there is no such dataset.
   */
  static void requireDataset(LocalPlaces places, String dataset) throws IOException {
    List<String> names = new Datasets(places.store(), places.clock()).names();
    if (!names.contains(dataset)) {
      throw new IllegalArgumentException(
          "there is no dataset "
              + dataset
              + (names.isEmpty()
                  ? "; add it with nightjar dataset add " + dataset + " FILE… --time EXPR --by day"
                  : Nearest.hint(dataset, names)
                      + " (there are: "
                      + String.join(", ", names)
                      + "); add it with nightjar dataset add "
                      + dataset
                      + " FILE… --time EXPR --by day"));
    }
  }
}
