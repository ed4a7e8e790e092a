package dev.nightjar.schedules.app;

import dev.nightjar.jobs.config.Settings;
import dev.nightjar.jobs.config.SettingsReader;
import dev.nightjar.jobs.config.StoreSettings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** Says where the objects and the ledger of a workspace are. */
@FunctionalInterface
interface SettingsSource {

  /** The name of the file beside a workspace. */
  String FILE = "nightjar.yaml";

  /**
   * The settings of the workspace in this folder, which need not be there yet.
   *
   * @throws dev.nightjar.jobs.config.ConfigException when what a person wrote has mistakes
   */
  Settings of(Path workspace);

  /**
   * The file beside the workspace, and the variables that win over it. A demonstration keeps to
   * itself: its nights never come near a bucket.
   */
  static SettingsSource configured(Map<String, String> environment) {
    return workspace -> {
      if (Demo.made(workspace)) {
        return Settings.own();
      }
      SettingsReader reader =
          new SettingsReader(
              StoreKinds.of(StoreSettings.own(), workspace, InstantSource.system())::check,
              LedgerPlace::check);
      return reader.read(workspace.resolveSibling(FILE), environment);
    };
  }

  /** The workspace's own directory, whatever is set. */
  static SettingsSource own() {
    return workspace -> Settings.own();
  }
}
