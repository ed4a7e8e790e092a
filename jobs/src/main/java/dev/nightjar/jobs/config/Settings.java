package dev.nightjar.jobs.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code nightjar.yaml} and the variables say about a workspace.
 *
 * @param objects where its objects are
 * @param ledger the address of the database with its ledger; null: a file in the workspace
 * @param ledgerPassword of that database, from a variable; null: as the database's own tools find
 *     it
 * @param lineage where events of lineage go; null: nowhere
 * @param traces how traces are exported; null: there are none
 * @param alerts the ways to reach people
 */
public record Settings(
    StoreSettings objects,
    @Nullable String ledger,
    @Nullable Secret ledgerPassword,
    @Nullable LineageSettings lineage,
    @Nullable TraceSettings traces,
    List<AlertSettings> alerts) {

  public Settings {
    alerts = List.copyOf(alerts);
  }

  /** Everything in the workspace itself. */
  public static Settings own() {
    return new Settings(StoreSettings.own(), null, null, null, null, List.of());
  }
}
