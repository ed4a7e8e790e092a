package dev.nightjar.schedules.app;

import dev.nightjar.schedules.Workspace;
import dev.nightjar.schedules.Workspaces;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Workspaces in folders of this machine. */
final class LocalWorkspaces implements Workspaces {

  private final InstantSource clock;
  private final SettingsSource settings;

  /** Workspaces with their objects where {@code nightjar.yaml} or the environment says. */
  LocalWorkspaces(InstantSource clock) {
    this(clock, SettingsSource.configured(System.getenv()));
  }

  LocalWorkspaces(InstantSource clock, SettingsSource settings) {
    this.clock = clock;
    this.settings = settings;
  }

  @Override
  public Workspace open(Path folder) throws IOException {
    return new LocalWorkspace(folder, clock, settings);
  }
}
