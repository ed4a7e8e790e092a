package dev.nightjar.schedules.app;

import dev.nightjar.dataset.Expression;
import dev.nightjar.jobs.Folders;
import dev.nightjar.jobs.demo.World;
import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.schedules.DatasetService;
import dev.nightjar.schedules.DemoService;
import dev.nightjar.schedules.NightListener;
import dev.nightjar.schedules.NightResult;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.schedules.Workspaces;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** The demonstration: nothing in it that a user's own pipeline would not do too. */
final class Demo implements DemoService {

  private static final String MARK = "nightjar-demo";
  private static final String DATASET = "deliveries";
  private static final Expression TIME = new Expression("departed");

  /** The world's day after which the first night is run: the days before train the first model. */
  private static final int FIRST_NIGHT = 107;

  private final Workspaces workspaces;

  Demo(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  @Override
  public void run(
      Path folder, DemoService.Request request, NightListener listener, DemoListener each)
      throws IOException {
    clear(folder);
    Files.createDirectories(folder);
    Files.createFile(folder.resolve(MARK));
    WorldOptions options =
        request.drift() ? WorldOptions.drifting(request.seed()) : WorldOptions.calm(request.seed());
    Path csv = writeWorld(folder, options);
    Path pipeline = writePipeline(folder);
    try (Workspace workspace = workspaces.open(folder)) {
      DatasetService.Added added =
          workspace.datasets().add(DATASET, List.of(csv), TIME, true, false);
      each.ready(
          String.format(
              Locale.ROOT,
              "%,d deliveries of %d days, made with seed %d: %s",
              added.rows(),
              added.segments().size(),
              request.seed(),
              csv));
      each.ready("the pipeline, an ordinary one: " + pipeline);
      for (int day = FIRST_NIGHT; day <= options.days(); day++) {
        LocalDate night = options.start().plusDays(day);
        NightResult result = workspace.nights().run(pipeline, night, listener);
        each.night(result);
        if (result.state() == Status.BLOCKED) {
          mend(workspace, night.minusDays(1), each);
        }
      }
    }
  }

  /** Whether a demonstration made the folder. */
  static boolean made(Path folder) {
    return Files.exists(folder.resolve(MARK));
  }

  /** Writes the world's rows into the folder. */
  static Path writeWorld(Path folder, WorldOptions options) throws IOException {
    Path csv = folder.resolve("deliveries.csv");
    new World(options).writeCsv(csv);
    return csv;
  }

  /** Writes the world's pipeline file into the folder. */
  static Path writePipeline(Path folder) throws IOException {
    Path pipeline = folder.resolve("deliveries.yaml");
    try (InputStream yaml = WorldOptions.class.getResourceAsStream("demo.yaml")) {
      if (yaml == null) {
        throw new IllegalStateException("the program lacks demo.yaml");
      }
      Files.copy(yaml, pipeline);
    }
    return pipeline;
  }

  private static void mend(Workspace workspace, LocalDate day, DemoListener each)
      throws IOException {
    workspace.datasets().retract(DATASET, day.toString(), "the feed of the depot was broken");
    each.onDuty("nightjar dataset retract " + DATASET + " " + day + " --reason …");
  }

  /** Only a folder that a demonstration made is deleted. */
  private static void clear(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    if (!made(folder)) {
      throw new DirectoryNotEmptyException(
          folder + " was not made by a demonstration; name another --workspace");
    }
    Folders.delete(folder);
  }
}
