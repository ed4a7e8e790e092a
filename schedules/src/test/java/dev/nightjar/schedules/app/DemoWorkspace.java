package dev.nightjar.schedules.app;

import dev.nightjar.dataset.Expression;
import dev.nightjar.jobs.demo.World;
import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.schedules.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A workspace with the demonstration's world in it, and its pipeline file. */
record DemoWorkspace(Path folder, Path pipeline, WorldOptions world) {

  /** A segment for each day, as in the demonstration. */
  static DemoWorkspace make(Path folder, WorldOptions options) throws IOException {
    return make(folder, options, true);
  }

  /** All days in one segment take less time. */
  static DemoWorkspace make(Path folder, WorldOptions options, boolean daily) throws IOException {
    Files.createDirectories(folder);
    Path csv = folder.resolve("deliveries.csv");
    new World(options).writeCsv(csv);
    Path pipeline = folder.resolve("deliveries.yaml");
    try (InputStream yaml = World.class.getResourceAsStream("demo.yaml")) {
      Files.copy(java.util.Objects.requireNonNull(yaml), pipeline);
    }
    DemoWorkspace made = new DemoWorkspace(folder, pipeline, options);
    try (Workspace workspace = made.open()) {
      workspace
          .datasets()
          .add("deliveries", List.of(csv), new Expression("departed"), daily, false);
    }
    return made;
  }

  Workspace open() throws IOException {
    return open(folder);
  }

  /** Any workspace. */
  static Workspace open(Path folder) throws IOException {
    return new LocalWorkspaces(InstantSource.system()).open(folder);
  }
}
