package dev.nightjar.schedules.app;

import dev.nightjar.access.AccessLedger;
import dev.nightjar.jobs.config.Settings;
import dev.nightjar.jobs.jdbc.H2Ledger;
import dev.nightjar.jobs.jdbc.LedgerRebuild;
import dev.nightjar.jobs.jdbc.PostgresAddress;
import dev.nightjar.jobs.jdbc.PostgresLedger;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.RunLedger;
import dev.nightjar.upkeep.RunRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the ledger of a workspace is. */
sealed interface LedgerPlace {

  /** The place that the settings of the workspace in this folder name. */
  static LedgerPlace of(Settings settings, Path workspace) {
    String address = settings.ledger();
    return address == null
        ? new Own(workspace)
        : new Shared(
            PostgresAddress.parse(address),
            settings.ledgerPassword() == null ? null : settings.ledgerPassword().value());
  }

  /** Throws {@link IllegalArgumentException} when the text is no address of a database. */
  static void check(String address) {
    PostgresAddress.parse(address);
  }

  /** Opens the ledger, and makes it where there is none. */
  RunLedger open(LeaseRules rules);

  /** Opens its tokens and its audit log. */
  AccessLedger access(InstantSource clock);

  /** Whether there is one. */
  boolean exists();

  /**
   * Makes the ledger anew from what the store tells.
   *
   * @return where the old one is set aside; null: there was none
   */
  @Nullable Path rebuild(List<RunRecord> runs, Instant now);

  /** A file in the workspace. */
  record Own(Path workspace) implements LedgerPlace {

    @Override
    public RunLedger open(LeaseRules rules) {
      return H2Ledger.open(workspace, rules);
    }

    @Override
    public AccessLedger access(InstantSource clock) {
      return H2Ledger.access(workspace, clock);
    }

    @Override
    public boolean exists() {
      return H2Ledger.exists(workspace);
    }

    @Override
    public @Nullable Path rebuild(List<RunRecord> runs, Instant now) {
      return LedgerRebuild.rebuild(workspace, runs, now);
    }
  }

  /** A database that several orchestrators share. */
  final class Shared implements LedgerPlace {

    private final PostgresAddress address;
    private final @Nullable String password;

    private Shared(PostgresAddress address, @Nullable String password) {
      this.address = address;
      this.password = password;
    }

    @Override
    public RunLedger open(LeaseRules rules) {
      return PostgresLedger.open(address, password, rules);
    }

    @Override
    public AccessLedger access(InstantSource clock) {
      return PostgresLedger.access(address, password);
    }

    @Override
    public boolean exists() {
      return PostgresLedger.version(address, password) > 0;
    }

    @Override
    public @Nullable Path rebuild(List<RunRecord> runs, Instant now) {
      PostgresLedger.fill(address, password, runs, now);
      return null;
    }
  }
}
