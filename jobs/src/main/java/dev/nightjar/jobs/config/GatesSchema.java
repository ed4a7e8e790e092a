package dev.nightjar.jobs.config;

/** The JSON Schema of gates files, with which editors complete and check them. */
public final class GatesSchema {

  private GatesSchema() {}

  /** The schema (2020-12) as indented JSON that ends with a line feed; the same at every call. */
  public static String json() {
    return PipelineSchema.document("Nightjar gates", GatesReader.FILE);
  }
}
