package dev.nightjar.jobs.duckdb;

import dev.nightjar.expectation.CheckReport;
import dev.nightjar.expectation.ExpectationContract;
import dev.nightjar.expectation.ExpectationSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class DuckDbCheckContractTest extends ExpectationContract {

  @TempDir private Path folder;

  @Override
  protected CheckReport check(Table table, List<ExpectationSpec> suite) throws Exception {
    CheckFixture fixture = new CheckFixture(folder, SCHEMA, "\"at\"");
    String one =
        "SELECT 1::BIGINT AS n, 1.5::DOUBLE AS x, 'a' AS t, TIMESTAMP '"
            + CheckFixture.CUTOFF
            + "' AS at";
    String nulls =
        "SELECT NULL::BIGINT AS n, NULL::DOUBLE AS x, NULL::VARCHAR AS t, NULL::TIMESTAMP AS at"
            + " FROM range(3)";
    switch (table) {
      case EMPTY -> fixture.file(one + " WHERE false", 0);
      case ONE -> fixture.file(one, 1);
      case NULLS -> fixture.file(nulls, 3);
    }
    return fixture.check(suite);
  }
}
