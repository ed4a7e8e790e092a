package dev.nightjar.jobs.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.Map;

/** The pipeline file's JSON Schema, with which editors complete and check it. */
public final class PipelineSchema {

  private PipelineSchema() {}

  /** The schema (2020-12) as indented JSON that ends with a line feed; the same at every call. */
  public static String json() {
    return document("Nightjar pipeline", Parameters.referable(PipelineShape.FILE.schema()));
  }

  /** The schema of a file of that shape. */
  static String document(String title, Shape shape) {
    return document(title, shape.schema());
  }

  private static String document(String title, Map<String, Object> shape) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", title);
    schema.putAll(shape);
    try {
      return new ObjectMapper()
              .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(schema)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps and texts can be written", e);
    }
  }
}
