package dev.nightjar.jobs.openlineage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Holds events to the specification's JSON schemas, and to our own of our own facets. */
public final class Specification {

  private static final String CORE = "https://openlineage.io/spec/2-0-2/OpenLineage.json";
  private static final Path OURS = Path.of("../deploy/schema/openlineage");
  private static final List<String> THEIRS =
      List.of(
          "OpenLineage",
          "BaseSubsetDatasetFacet",
          "DataQualityAssertionsDatasetFacet",
          "DataQualityMetricsInputDatasetFacet",
          "DatasetTypeDatasetFacet",
          "DatasetVersionDatasetFacet",
          "ErrorMessageRunFacet",
          "InputStatisticsInputDatasetFacet",
          "JobTypeJobFacet",
          "NominalTimeRunFacet",
          "OutputStatisticsOutputDatasetFacet",
          "OwnershipJobFacet",
          "ParentRunFacet",
          "ProcessingEngineRunFacet",
          "SchemaDatasetFacet",
          "SourceCodeLocationJobFacet",
          "StorageDatasetFacet");

  private static final Map<String, String> SCHEMAS = schemas();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012, b -> b.schemaLoaders(l -> l.schemas(SCHEMAS)));

  private Specification() {}

  private static Map<String, String> schemas() {
    Map<String, String> schemas = new HashMap<>();
    for (String name : THEIRS) {
      try (InputStream in =
          Specification.class.getResourceAsStream("/openlineage/" + name + ".json")) {
        add(schemas, Objects.requireNonNull(in, name).readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    try (Stream<Path> files = Files.list(OURS)) {
      for (Path file : files.toList()) {
        add(schemas, Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return schemas;
  }

  private static void add(Map<String, String> schemas, byte[] json) throws IOException {
    schemas.put(
        CanonicalJson.parse(json).get("$id").asText(), new String(json, StandardCharsets.UTF_8));
  }

  /** Fails unless the event and each of its facets are what their schemas say. */
  public static void check(JsonNode event) {
    check(event, CORE + "#/$defs/RunEvent");
    assertThat(event.get("schemaURL").asText()).isEqualTo(CORE + "#/$defs/RunEvent");
    List<JsonNode> facets = new ArrayList<>();
    collect(event, facets);
    assertThat(facets).as("facets of %s", event).hasSizeGreaterThan(3);
    facets.forEach(facet -> check(facet, facet.get("_schemaURL").asText()));
  }

  private static void collect(JsonNode node, List<JsonNode> facets) {
    if (node.has("_schemaURL")) {
      facets.add(node);
    }
    node.forEach(child -> collect(child, facets));
  }

  private static void check(JsonNode node, String schema) {
    assertThat(SCHEMAS).containsKey(schema.replaceFirst("#.*", ""));
    JsonSchema validator =
        FACTORY.getSchema(
            SchemaLocation.of(schema),
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    assertThat(validator.validate(node)).as("%s by %s", node, schema).isEmpty();
  }
}
