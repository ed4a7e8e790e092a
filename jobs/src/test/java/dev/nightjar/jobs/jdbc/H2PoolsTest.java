package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.RunLedger;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2PoolsTest extends PoolsContract {

  @TempDir Path workspace;

  @Override
  RunLedger open(LeaseRules rules) {
    return H2Ledger.open(workspace, rules);
  }
}
