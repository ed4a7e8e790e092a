package dev.nightjar.schedules.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.store.CanonicalJson;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The document of the API is valid, and says what the server has: no more, no less. */
class OpenApiTest {

  private static final JsonNode DOCUMENT = document();

  private static JsonNode document() {
    try (InputStream in =
        Objects.requireNonNull(ApiServer.class.getResourceAsStream("openapi.json"))) {
      return CanonicalJson.parse(in.readAllBytes());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void isAValidOpenApiDocument() {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    SwaggerParseResult read =
        new OpenAPIV3Parser().readContents(CanonicalJson.text(DOCUMENT), List.of(), options);
    assertThat(read.getMessages()).isEmpty();
    assertThat(read.isOpenapi31()).isTrue();
  }

  @Test
  void theParserFindsMistakes() {
    String broken = CanonicalJson.text(DOCUMENT).replaceFirst("\"responses\":", "\"answers\":");
    assertThat(new OpenAPIV3Parser().readContents(broken, List.of(), null).getMessages())
        .isNotEmpty();
  }

  @Test
  void saysWhatTheServerHas() {
    Set<String> registered = new TreeSet<>();
    for (Route route : Routes.all(new IdleBackend())) {
      registered.add(
          "%s %s %s %s"
              .formatted(
                  route.method().name(),
                  route.path(),
                  route.role() == null ? "anybody" : route.role().text(),
                  new TreeSet<>(route.query())));
    }
    assertThat(described()).containsExactlyElementsOf(registered);
  }

  private static Set<String> described() {
    Set<String> described = new TreeSet<>();
    DOCUMENT
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            described.add(
                                "%s %s %s %s"
                                    .formatted(
                                        operation.getKey().toUpperCase(Locale.ROOT),
                                        path.getKey(),
                                        operation.getValue().get("x-role").asText(),
                                        query(operation.getValue())))));
    return described;
  }

  private static Set<String> query(JsonNode operation) {
    Set<String> names = new TreeSet<>();
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("in").asText().equals("query")) {
        names.add(parameter.get("name").asText());
      }
    }
    return names;
  }

  @Test
  void everyPathSaysItsParametersAndEveryOperationHasAName() {
    List<String> names = new ArrayList<>();
    DOCUMENT
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .forEach(
                        operation -> {
                          names.add(operation.get("operationId").asText());
                          Set<String> said = new TreeSet<>();
                          for (JsonNode parameter : operation.path("parameters")) {
                            JsonNode whole = resolved(parameter);
                            if (whole.get("in").asText().equals("path")) {
                              said.add("{" + whole.get("name").asText() + "}");
                            }
                          }
                          Set<String> wanted = new TreeSet<>(List.of(path.getKey().split("/", -1)));
                          wanted.removeIf(part -> !part.startsWith("{"));
                          assertThat(said).as(path.getKey()).isEqualTo(wanted);
                        }));
    assertThat(names).doesNotHaveDuplicates().isNotEmpty();
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.get("$ref").asText().substring(1)) : node;
  }
}
