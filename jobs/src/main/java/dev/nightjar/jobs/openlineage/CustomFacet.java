package dev.nightjar.jobs.openlineage;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.openlineage.client.OpenLineage;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A facet that the specification leaves to its producers. Fields that are null are left out. */
final class CustomFacet implements OpenLineage.DatasetFacet, OpenLineage.RunFacet {

  private final URI producer;
  private final URI schema;
  private final Map<String, Object> fields = new LinkedHashMap<>();

  /**
   * A facet without fields.
   *
   * @param schema address of its JSON schema
   */
  CustomFacet(URI producer, URI schema) {
    this.producer = producer;
    this.schema = schema;
  }

  CustomFacet put(String name, @Nullable Object value) {
    if (value != null) {
      fields.put(name, value);
    }
    return this;
  }

  @Override
  @JsonProperty("_producer")
  public URI get_producer() {
    return producer;
  }

  @Override
  @JsonProperty("_schemaURL")
  public URI get_schemaURL() {
    return schema;
  }

  @Override
  @JsonProperty("_deleted")
  public @Nullable Boolean get_deleted() {
    return null;
  }

  @Override
  @JsonAnyGetter
  public Map<String, Object> getAdditionalProperties() {
    return Collections.unmodifiableMap(fields);
  }
}
