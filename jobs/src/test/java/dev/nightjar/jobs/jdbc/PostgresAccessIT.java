package dev.nightjar.jobs.jdbc;

import dev.nightjar.access.AccessLedger;

class PostgresAccessIT extends AccessContract {

  @Override
  AccessLedger open() throws Exception {
    return PostgresLedger.access(Postgres.freshLedger(), null, c -> time());
  }
}
