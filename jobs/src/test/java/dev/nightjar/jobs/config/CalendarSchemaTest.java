package dev.nightjar.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.Test;

class CalendarSchemaTest {

  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(CalendarSchema.json());

  /** What the schema has against a calendar. */
  static Collection<?> problems(String yaml) {
    return SCHEMA.validate(
        new ObjectMapper().valueToTree(YamlParser.parse("c.yaml", yaml).plain()));
  }

  @Test
  void refusesWhatTheReaderRefuses() {
    assertThat(problems("dates: 2026-11-26\n")).isNotEmpty();
    assertThat(problems("weekdays: [monday]\n")).isNotEmpty();
    assertThat(problems("holidays: [2026-11-26]\n")).isNotEmpty();
  }

  @Test
  void theFileForEditorsIsTheSchema() throws IOException {
    assertThat(Files.readString(Path.of("../deploy/schema/calendar.schema.json")))
        .as("write CalendarSchema.json() to deploy/schema/calendar.schema.json")
        .isEqualTo(CalendarSchema.json());
  }
}
