package dev.nightjar.jobs.config;

/** The JSON Schema of {@code nightjar.yaml}, with which editors complete and check it. */
public final class SettingsSchema {

  private SettingsSchema() {}

  /** The schema (2020-12) as indented JSON that ends with a line feed; the same at every call. */
  public static String json() {
    Shape anyStore = SettingsShape.store(address -> {});
    Shape anyLedger = SettingsShape.ledger(address -> {});
    return PipelineSchema.document("Nightjar settings", SettingsShape.file(anyStore, anyLedger));
  }
}
