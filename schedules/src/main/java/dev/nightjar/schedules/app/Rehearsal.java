package dev.nightjar.schedules.app;

import static dev.nightjar.jobs.demo.WorldOptions.NEVER;

import dev.nightjar.jobs.Folders;
import dev.nightjar.jobs.demo.WorldOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * One night of the demonstration's world in a folder that is deleted again: the launcher runs it
 * when it makes the class-data archive, so that the archive holds what nights load and not only
 * what it takes to print a version.
 */
final class Rehearsal {

  /** Few days, for the launcher waits: enough for test sets, and for some rows to train on. */
  private static final int DAYS = 45;

  private Rehearsal() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("nightjar-rehearsal");
    try (PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      WorldOptions world = new WorldOptions(1, LocalDate.of(2025, 2, 1), DAYS, NEVER, NEVER, NEVER);
      Path csv = Demo.writeWorld(folder, world);
      String pipeline = Demo.writePipeline(folder).toString();
      String night = world.start().plusDays(DAYS).toString();
      String[] where = {"--workspace", folder.resolve("workspace").toString()};
      run(nowhere, where, "dataset", "add", "deliveries", csv.toString(), "--time", "departed");
      run(nowhere, where, "run", pipeline, "--date", night);
      run(nowhere, where, "report");
      run(nowhere, where, "--help");
    } finally {
      Folders.delete(folder);
    }
  }

  private static void run(PrintStream nowhere, String[] where, String... words) {
    String[] all = new String[words.length + where.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(where, 0, all, words.length, where.length);
    Main.run(SettingsSource.own(), nowhere, nowhere, all);
  }
}
