package dev.nightjar.jobs;

import dev.nightjar.dataset.Datasets;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.Snapshots;
import dev.nightjar.evaluation.Metrics;
import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.jobs.config.PipelineFile;
import dev.nightjar.jobs.config.PipelineReader;
import dev.nightjar.jobs.config.Vocabulary;
import dev.nightjar.jobs.duckdb.DuckDbChecker;
import dev.nightjar.jobs.duckdb.DuckDbEngine;
import dev.nightjar.jobs.duckdb.DuckDbLimits;
import dev.nightjar.jobs.tribuo.Libraries;
import dev.nightjar.jobs.tribuo.TribuoTrainers;
import dev.nightjar.lineage.BisectSearch;
import dev.nightjar.lineage.Bisection;
import dev.nightjar.model.CodeId;
import dev.nightjar.model.Trainers;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.ObjectKey;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A small world to bisect: days of rows with a label that two numbers and a place explain, and
 * perhaps one day on which all labels are flipped.
 */
final class PoisonedDays implements AutoCloseable {

  static final int DAYS = 10;

  /** The last so many days of the training window are suspects. */
  static final int SUSPECTS = 6;

  private static final int ROWS = 2000;
  private static final LocalDate FIRST = LocalDate.of(2011, 5, 1);
  private static final String YAML =
      """
      pipeline: parcels
      dataset: {name: parcels, split: {dev: 30%%, by: hash}}
      label: {name: late, when: "delay >= 15", complete_after: 1d}
      features: {use: [distance, load, town]}
      train: {trainer: %s, seed: 1}
      test_sets: {recent: {last: 1d}}
      promote: {when: [{improves: {metric: auc, over: champion, by: 0, on: recent}}]}
      schedule: {cron: "0 0 6 * * ?", zone: UTC}
      """;

  private final DirectoryStore store;
  private final Workbench bench;
  private final Pipeline pipeline;
  private final Snapshot snapshot;
  final List<String> trained = new ArrayList<>();

  /**
   * @param poisoned number of the day with flipped labels, from 0; negative: none
   */
  PoisonedDays(Path dir, long seed, int poisoned, String trainer) throws IOException {
    Instant night = FIRST.plusDays(DAYS + 1).atTime(6, 0).toInstant(ZoneOffset.UTC);
    InstantSource clock = InstantSource.fixed(night);
    store = DirectoryStore.open(dir.resolve("store"));
    Path scratch = dir.resolve("scratch");
    DuckDbLimits limits = new DuckDbLimits(2, 1L << 30, scratch);
    bench =
        new Workbench(
            store,
            new DuckDbEngine(limits),
            new DuckDbChecker(limits),
            new Trainers(TribuoTrainers.all()),
            Libraries.versions(),
            clock,
            "somebody",
            scratch);
    PipelineFile file =
        new PipelineReader(new Vocabulary(t -> {}, e -> {}, m -> {}, m -> {}, c -> {}))
            .parse(Path.of("parcels.yaml"), YAML.formatted(trainer));
    pipeline = file.pipeline();
    Path csv = dir.resolve("rows.csv");
    write(csv, seed, poisoned);
    Datasets datasets = new Datasets(store, clock);
    new DatasetAdd(store, datasets, scratch.resolve("add"), limits)
        .add(
            new DatasetAdd.Request(
                "parcels",
                List.of(csv),
                new Expression("day"),
                null,
                DatasetAdd.By.DAY,
                false,
                "somebody"),
            (done, of) -> {});
    snapshot =
        Snapshots.resolve(
            datasets.dataset("parcels").state(),
            pipeline.recipe(),
            pipeline.testSets(),
            pipeline.label(),
            night,
            pipeline.schedule().zone());
  }

  static String day(int number) {
    return FIRST.plusDays(number).toString();
  }

  /** The suspects: the last {@value #SUSPECTS} days that train. */
  Suspects suspects() {
    List<String> all = Suspects.matching(snapshot, List.of("*")).names();
    return new Suspects(all.subList(DAYS - SUSPECTS, DAYS), "the last");
  }

  /** The segments that a pattern means. */
  List<String> matching(String pattern) {
    return Suspects.matching(snapshot, List.of(pattern)).names();
  }

  /** What a search names. */
  List<String> search(BisectSearch.By by) throws IOException {
    return findings(by).stream()
        .filter(Bisection.Finding::hurts)
        .map(Bisection.Finding::delta)
        .toList();
  }

  /** What a search finds. */
  List<Bisection.Finding> findings(BisectSearch.By by) throws IOException {
    Suspects suspects = suspects();
    NightData data =
        new NightData(
            new SnapshotFiles(bench.blobs(), bench.scratch().resolve("segments")),
            bench.engine(),
            pipeline,
            bench.scratch().resolve("runs"));
    try (data) {
      BisectTrials trials =
          new BisectTrials(
              bench,
              new BisectTrials.Subject(
                  pipeline,
                  new CodeId("1", "", "", false),
                  ObjectKey.of("runs", "parcels", "bisect"),
                  snapshot),
              data,
              (leftOut, kept) -> trained.add((kept ? "kept " : "trained ") + leftOut));
      BisectJury jury =
          new BisectJury(trials, Metrics.LOG_LOSS, pipeline.training(), suspects.names());
      return new BisectSearch(jury, suspects.deltas(snapshot), suspects.others(snapshot), 0.95)
          .run(by);
    }
  }

  /** How many days there are: those that train, and one that is tested on. */
  private static void write(Path csv, long seed, int poisoned) throws IOException {
    Random random = new Random(seed);
    try (BufferedWriter out = Files.newBufferedWriter(csv, StandardCharsets.UTF_8)) {
      out.write("day,distance,load,town,delay\n");
      for (int day = 0; day <= DAYS; day++) {
        for (int row = 0; row < ROWS; row++) {
          double distance = random.nextGaussian();
          double load = random.nextGaussian();
          boolean north = random.nextInt(3) == 0;
          double logit = 1.2 * distance - 0.8 * load + (north ? 0.9 : -0.6);
          boolean late = random.nextDouble() < 1 / (1 + Math.exp(-logit));
          out.write(
              "%s,%.4f,%.4f,%s,%d%n"
                  .formatted(
                      day(day),
                      distance,
                      load,
                      north ? "north" : "south",
                      late == (day == poisoned) ? 0 : 20));
        }
      }
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
