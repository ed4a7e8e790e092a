package dev.nightjar.jobs.jdbc;

import dev.nightjar.access.AccessLedger;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2AccessTest extends AccessContract {

  @TempDir Path workspace;

  @Override
  AccessLedger open() {
    return H2Ledger.access(workspace, this::time);
  }
}
