package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.RunLedger;

class PostgresPoolsIT extends PoolsContract {

  @Override
  RunLedger open(LeaseRules rules) throws Exception {
    return PostgresLedger.open(Postgres.freshLedger(), null, rules, c -> rules.now());
  }
}
