package dev.nightjar.jobs.jdbc;

import org.jspecify.annotations.Nullable;

class PostgresProcessesIT extends LedgerProcessesContract {

  private @Nullable PostgresAddress database;

  @Override
  String where() throws Exception {
    PostgresAddress made = database;
    if (made == null) {
      made = Postgres.freshDatabase();
      database = made;
    }
    return made.toString();
  }
}
