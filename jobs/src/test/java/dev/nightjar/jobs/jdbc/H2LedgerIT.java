package dev.nightjar.jobs.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2LedgerIT extends LedgerProcessesContract {

  @TempDir Path workspace;

  @Override
  String where() {
    return workspace.toString();
  }
}
