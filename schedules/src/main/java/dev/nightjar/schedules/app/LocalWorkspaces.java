package dev.nightjar.schedules.app;

import dev.nightjar.schedules.Workspace;
import dev.nightjar.schedules.Workspaces;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Workspaces in folders of this machine. */
final class LocalWorkspaces implements Workspaces {

  private final InstantSource clock;

  LocalWorkspaces(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Workspace open(Path folder) throws IOException {
    return new LocalWorkspace(folder, clock);
  }
}
