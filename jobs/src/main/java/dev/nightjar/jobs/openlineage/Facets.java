package dev.nightjar.jobs.openlineage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.openlineage.client.OpenLineage;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Makes events and facets, and signs them with who made them. Thread-safe. */
final class Facets {

  private static final String HOME = "https://nightjar.dev/";
  private static final String SCHEMAS = HOME + "schema/openlineage/1-0-0/";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new SimpleModule().addSerializer(ZonedDateTime.class, new Rfc3339()))
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  /** As the specification wants it: {@code toString} leaves out seconds that are zero. */
  private static final class Rfc3339 extends JsonSerializer<ZonedDateTime> {
    @Override
    public void serialize(ZonedDateTime time, JsonGenerator to, SerializerProvider any)
        throws IOException {
      to.writeString(DateTimeFormatter.ISO_INSTANT.format(time));
    }
  }

  private final String version;
  private final URI producer;
  private final OpenLineage standard;

  Facets(String version) {
    this.version = version;
    this.producer = URI.create(HOME + "nightjar/" + version);
    this.standard = new OpenLineage(producer);
  }

  /** This program's version. */
  String version() {
    return version;
  }

  /** The facets of the specification. */
  OpenLineage standard() {
    return standard;
  }

  /** A facet of our own; its schema is in {@code deploy/schema/openlineage}. */
  CustomFacet custom(String type) {
    return new CustomFacet(producer, URI.create(SCHEMAS + type + ".json#/$defs/" + type));
  }

  static ZonedDateTime time(Instant instant) {
    return instant.atZone(ZoneOffset.UTC);
  }

  /** The event in one line. */
  static String json(OpenLineage.RunEvent event) {
    try {
      return JSON.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event that is no JSON", e);
    }
  }
}
