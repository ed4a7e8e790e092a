package dev.nightjar.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.jobs.jdbc.PostgresAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

  private static final String GOOD =
      """
      store: s3://bucket/prefix
      s3:
        endpoint: http://127.0.0.1:9000
        region: eu-central-1
        path_style: false
        checksums: supported
        timeout: 5s
      """;

  @TempDir Path dir;

  private final SettingsReader reader =
      new SettingsReader(
          address -> {
            if (address.contains("!")) {
              throw new IllegalArgumentException("found " + address);
            }
          },
          PostgresAddress::parse);

  private StoreSettings read(String yaml, Map<String, String> environment) throws IOException {
    return settings(yaml, environment).objects();
  }

  private Settings settings(String yaml, Map<String, String> environment) throws IOException {
    return reader.read(Files.writeString(dir.resolve("nightjar.yaml"), yaml), environment);
  }

  private void refused(String yaml, String... parts) {
    assertThatThrownBy(() -> read(yaml, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void aFileThatIsNotThereSaysNothing() {
    assertThat(reader.read(dir.resolve("none.yaml"), Map.of("PATH", "/bin", "NIGHTJAR_STORE", "")))
        .isEqualTo(Settings.own());
  }

  @Test
  void readsEverySetting() throws IOException {
    assertThat(read(GOOD, Map.of()))
        .isEqualTo(
            new StoreSettings(
                "s3://bucket/prefix",
                URI.create("http://127.0.0.1:9000"),
                "eu-central-1",
                false,
                "supported",
                Duration.ofSeconds(5)));
  }

  @Test
  void variablesWin() throws IOException {
    StoreSettings settings =
        read(
            GOOD,
            Map.of(
                "NIGHTJAR_STORE", "elsewhere",
                "NIGHTJAR_S3_PATH_STYLE", "true",
                "NIGHTJAR_S3_REGION", "us-west-2",
                "NIGHTJAR_S3_CHECKSUMS", ""));
    assertThat(settings)
        .isEqualTo(
            new StoreSettings(
                "elsewhere",
                URI.create("http://127.0.0.1:9000"),
                "us-west-2",
                true,
                "supported",
                Duration.ofSeconds(5)));
    assertThat(
            reader
                .read(dir.resolve("none.yaml"), Map.of("NIGHTJAR_S3_ENDPOINT", "https://host"))
                .objects()
                .endpoint())
        .isEqualTo(URI.create("https://host"));
  }

  @Test
  void theLedgerMayBeADatabaseAndItsPasswordAVariableThatIsNeverPrinted() throws IOException {
    String file = "ledger: postgresql://owl@db/nightjar\n";
    assertThat(settings(file, Map.of()).ledger()).isEqualTo("postgresql://owl@db/nightjar");
    Settings settings =
        settings(
            file,
            Map.of(
                "NIGHTJAR_LEDGER", "postgresql://other/nightjar",
                "NIGHTJAR_LEDGER_PASSWORD", "hush"));
    assertThat(settings.ledger()).isEqualTo("postgresql://other/nightjar");
    assertThat(settings.ledgerPassword()).isEqualTo(new Secret("hush"));
    assertThat(settings.toString()).doesNotContain("hush");
    refused(
        "ledger: mysql://db/nightjar\n",
        "nightjar.yaml:1: expected postgresql://user@host:5432/database");
    assertThatThrownBy(() -> settings("ledger: postgresql://owl:hush@db/n\n", Map.of()))
        .hasMessageContainingAll("nightjar.yaml:1:", "NIGHTJAR_LEDGER_PASSWORD")
        .hasMessageNotContaining("hush");
  }

  @Test
  void aDirectoryIsMeantFromTheFile() throws IOException {
    assertThat(read("store: objects/here\n", Map.of()).store())
        .isEqualTo(dir.resolve("objects/here").toString());
    assertThat(read("store: /srv/objects\n", Map.of()).store()).isEqualTo("/srv/objects");
  }

  @Test
  void mistakesHaveFileLineAndTheNearestKey() {
    refused(
        GOOD.replace("region:", "regoin:"),
        "nightjar.yaml:4: unknown key regoin; did you mean region?");
    refused(GOOD.replace("store:", "stores:"), "nightjar.yaml:1: unknown key stores", "store?");
    refused(
        GOOD.replace("supported", "suported"),
        "nightjar.yaml:6: expected one of auto",
        "supported?");
    refused(GOOD.replace("false", "nope"), "nightjar.yaml:5: expected true or false", "“nope”");
    refused(GOOD.replace("http:", "ftp:"), "nightjar.yaml:3: expected a URL such as http://");
    refused(GOOD.replace("eu-central-1", "Frankfurt!"), "nightjar.yaml:4: expected a region");
    refused(
        GOOD.replace("bucket/", "!/"), "nightjar.yaml:1: expected s3://bucket/prefix", "s3://!/");
    refused(GOOD.replace("5s", "soon"), "nightjar.yaml:7: expected a length of time");
    refused("- store\n", "nightjar.yaml:1: expected a mapping with store, ledger, s3");
    refused("", "nightjar.yaml: the file is empty");
    refused("store: [a]\n", "nightjar.yaml:1:", "expected s3://bucket/prefix or a directory");
  }

  @Test
  void aSecretInAnEndpointIsRefusedAndNotPrinted() {
    assertThatThrownBy(() -> read(GOOD.replace("127.0.0.1", "me:hush@127.0.0.1"), Map.of()))
        .hasMessageContaining("nightjar.yaml:3:", "AWS_ACCESS_KEY_ID")
        .hasMessageNotContaining("hush");
  }

  @Test
  void theFileForEditorsIsTheSchema() throws IOException {
    assertThat(Files.readString(Path.of("../deploy/schema/nightjar.schema.json")))
        .as("write SettingsSchema.json() to deploy/schema/nightjar.schema.json")
        .isEqualTo(SettingsSchema.json());
  }

  @Test
  void mistakesInVariablesNameThem() {
    assertThatThrownBy(() -> read(GOOD, Map.of("NIGHTJAR_S3_PATH_STYLE", "maybe")))
        .hasMessage("NIGHTJAR_S3_PATH_STYLE: expected true or false: found “maybe”");
    assertThatThrownBy(() -> read(GOOD, Map.of("NIGHTJAR_S3_ENDPONT", "http://h")))
        .hasMessageStartingWith(
            "NIGHTJAR_S3_ENDPONT: there is no such setting; did you mean NIGHTJAR_S3_ENDPOINT?");
    assertThatThrownBy(() -> read(GOOD, Map.of("NIGHTJAR_STORE", "s3://!")))
        .hasMessageContaining("NIGHTJAR_STORE: expected s3://bucket/prefix or a directory");
  }
}
