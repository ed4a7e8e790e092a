package dev.nightjar.schedules;

import java.io.IOException;
import java.nio.file.Path;

/** Opens workspaces: the folder that holds the object store and the ledger. */
public interface Workspaces {

  /** Opens the workspace in the folder, which is made when it is not there. */
  Workspace open(Path folder) throws IOException;
}
