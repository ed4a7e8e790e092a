package dev.nightjar.schedules.app;

import dev.nightjar.jobs.duckdb.DuckDbLimits;
import dev.nightjar.jobs.duckdb.DuckDbSession;
import dev.nightjar.jobs.parquet.Compression;
import dev.nightjar.jobs.tribuo.Libraries;
import dev.nightjar.schedules.DoctorService;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.schedules.Workspaces;
import dev.nightjar.upkeep.Finding;
import dev.nightjar.upkeep.StoreDoctor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Examines this machine, and a workspace by way of opening it. */
final class LocalDoctor implements DoctorService {

  private final Workspaces workspaces;
  private final SettingsSource settings;

  LocalDoctor(Workspaces workspaces, SettingsSource settings) {
    this.workspaces = workspaces;
    this.settings = settings;
  }

  @Override
  public List<Finding> examine(Path folder, boolean deep) {
    List<Finding> findings = new ArrayList<>(machine(folder));
    if (!Files.exists(folder) && isOwn(folder)) {
      findings.add(
          Finding.warning(
              "workspace",
              "there is no workspace " + folder + " yet",
              "nightjar dataset add makes it, or name another with --workspace"));
      return findings;
    }
    try (Workspace workspace = workspaces.open(folder)) {
      findings.addAll(workspace.upkeep().examine(deep));
    } catch (IOException | RuntimeException e) {
      findings.add(
          Finding.error(
              "workspace",
              folder + " cannot be opened: " + e.getMessage(),
              "correct what the message names; the settings are in nightjar.yaml and NIGHTJAR_*"));
    }
    return findings;
  }

  /** Whether the objects are in the workspace itself, as far as the settings can be read. */
  private boolean isOwn(Path folder) {
    try {
      return settings.of(folder.toAbsolutePath().normalize()).objects().store() == null;
    } catch (RuntimeException e) {
      // To open the workspace says it better.
      return false;
    }
  }

  private static List<Finding> machine(Path folder) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.ok(
            "machine",
            "Java %s (%s) on %s %s"
                .formatted(
                    System.getProperty("java.version"),
                    System.getProperty("java.vm.name"),
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"))));
    Path scratch = folder.resolve("scratch");
    findings.add(
        library(
            "DuckDB",
            () -> {
              Path own = Files.createTempDirectory("nightjar-doctor");
              try (DuckDbSession session =
                  DuckDbSession.open(List.of(), DuckDbLimits.standard(own))) {
                return session.version();
              } finally {
                Files.deleteIfExists(own);
              }
            },
            "the folder for temporary files must allow programs (-Djava.io.tmpdir=DIR)"));
    findings.add(
        library(
            "zstd",
            Compression::version,
            "the folder for temporary files must allow programs (-Djava.io.tmpdir=DIR)"));
    findings.add(
        library(
            "XGBoost",
            Libraries::loadXgboost,
            "see the message; or take the trainer logistic or random_forest"));
    if (Files.isDirectory(scratch)) {
      findings.add(room(scratch));
    }
    return findings;
  }

  private static Finding room(Path scratch) {
    try {
      long free = Files.getFileStore(scratch).getUsableSpace();
      return Files.isWritable(scratch)
          ? StoreDoctor.space("the scratch folder " + scratch, free)
          : Finding.error(
              "disk", scratch + " cannot be written to", "let this user write to " + scratch);
    } catch (IOException e) {
      return Finding.error("disk", String.valueOf(e.getMessage()), "see to the disk of " + scratch);
    }
  }

  private interface Load {
    String version() throws IOException;
  }

  private static Finding library(String name, Load load, String cure) {
    try {
      return Finding.ok("library", name + " " + load.version());
    } catch (IOException | RuntimeException | LinkageError e) {
      return Finding.error("library", name + " does not load: " + e.getMessage(), cure);
    }
  }
}
