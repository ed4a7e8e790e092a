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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
    refused("- store\n", "nightjar.yaml:1: expected a mapping with store, ledger, s3, openlineage");
    refused("", "nightjar.yaml: the file is empty");
    refused("store: [a]\n", "nightjar.yaml:1:", "expected s3://bucket/prefix or a directory");
  }

  @Test
  void aSecretInAnEndpointIsRefusedAndNotPrinted() {
    assertThatThrownBy(() -> read(GOOD.replace("127.0.0.1", "me:hush@127.0.0.1"), Map.of()))
        .hasMessageContaining("nightjar.yaml:3:", "AWS_ACCESS_KEY_ID")
        .hasMessageNotContaining("hush");
  }

  private @Nullable LineageSettings lineage(String yaml, Map<String, String> environment)
      throws IOException {
    return settings("openlineage: " + yaml + "\n", environment).lineage();
  }

  @Test
  void eventsOfLineageGoToAFileOrACollector() throws IOException {
    assertThat(lineage("{file: events/all}", Map.of()))
        .isEqualTo(
            new LineageSettings(
                new LineageSettings.EventFile(dir.resolve("events/all")),
                "nightjar",
                Duration.ofSeconds(5)));
    assertThat(
            lineage(
                "{transport: http, url: https://host:5000/, namespace: lab, timeout: 9s,"
                    + " api_key: {env: KEY}}",
                Map.of("KEY", "hush")))
        .isEqualTo(
            new LineageSettings(
                new LineageSettings.Collector(
                    URI.create("https://host:5000/api/v1/lineage"),
                    new SecretReference(
                        "KEY",
                        new Secret("hush"),
                        "the variable is not set; %s names it as openlineage.api_key"
                            .formatted(dir.resolve("nightjar.yaml")))),
                "lab",
                Duration.ofSeconds(9)))
        .asString()
        .doesNotContain("hush");
  }

  @Test
  void openLineagesOwnVariablesSayWhatIsLeftOpen() throws IOException {
    Map<String, String> standard =
        Map.of(
            "OPENLINEAGE_URL", "http://host:5000",
            "OPENLINEAGE_ENDPOINT", "/v2",
            "OPENLINEAGE_API_KEY", "hush",
            "OPENLINEAGE_NAMESPACE", "lab");
    LineageSettings settings = reader.read(dir.resolve("none.yaml"), standard).lineage();
    assertThat(settings)
        .isEqualTo(
            new LineageSettings(
                new LineageSettings.Collector(
                    URI.create("http://host:5000/v2"),
                    new SecretReference("OPENLINEAGE_API_KEY", new Secret("hush"), "")),
                "lab",
                Duration.ofSeconds(5)));
    assertThat(lineage("{file: events, namespace: own}", standard))
        .isEqualTo(
            new LineageSettings(
                new LineageSettings.EventFile(dir.resolve("events")),
                "own",
                Duration.ofSeconds(5)));
    assertThat(lineage("{file: events}", Map.of("OPENLINEAGE_DISABLED", "true"))).isNull();
    assertThat(
            reader
                .read(
                    dir.resolve("none.yaml"),
                    Map.of("NIGHTJAR_OPENLINEAGE_FILE", "e", "NIGHTJAR_OPENLINEAGE_TIMEOUT", "1s"))
                .lineage())
        .isEqualTo(
            new LineageSettings(
                new LineageSettings.EventFile(Path.of("e")), "nightjar", Duration.ofSeconds(1)));
  }

  @Test
  void aKeyIsNamedAndNeverWritten() throws IOException {
    assertThatThrownBy(() -> lineage("{url: http://h, api_key: hush}", Map.of()))
        .hasMessageContaining("nightjar.yaml:1: expected {env: VARIABLE} or {file: PATH}")
        .hasMessageNotContaining("hush");
    assertThatThrownBy(() -> lineage("{url: 'http://me:hush@h'}", Map.of()))
        .hasMessageContaining("name a key under api_key instead")
        .hasMessageNotContaining("hush");
    Files.writeString(dir.resolve("key"), "hush\n");
    LineageSettings settings =
        Objects.requireNonNull(lineage("{url: http://h, api_key: {file: key}}", Map.of()));
    assertThat(key(settings).require()).isEqualTo(new Secret("hush"));
    SecretReference absent =
        key(Objects.requireNonNull(lineage("{url: http://h, api_key: {env: KEY}}", Map.of())));
    assertThatThrownBy(absent::require)
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("KEY: the variable is not set;")
        .hasMessageEndingWith("nightjar.yaml names it as openlineage.api_key");
    assertThat(
            key(Objects.requireNonNull(
                    lineage(
                        "{url: http://h, api_key: {env: KEY}}",
                        Map.of("NIGHTJAR_OPENLINEAGE_API_KEY", "mine"))))
                .require())
        .isEqualTo(new Secret("mine"));
  }

  private static SecretReference key(LineageSettings settings) {
    return Objects.requireNonNull(((LineageSettings.Collector) settings.to()).apiKey());
  }

  @Test
  void tracesAreMadeWhenOpenTelemetrysVariablesAskForThem() {
    Path none = dir.resolve("none.yaml");
    Map<String, String> wanted =
        Map.of(
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://host:4318/v1/traces",
            "OTEL_EXPORTER_OTLP_HEADERS", "authorization=hush");
    assertThat(reader.read(none, wanted).traces())
        .isEqualTo(new TraceSettings(wanted))
        .asString()
        .isEqualTo("TraceSettings[OTEL_EXPORTER_OTLP_HEADERS, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT]");
    assertThat(reader.read(none, Map.of("OTEL_SERVICE_NAME", "x", "PATH", "/bin")).traces())
        .isNull();
    assertThat(reader.read(none, Map.of("OTEL_TRACES_EXPORTER", "none")).traces()).isNull();
    assertThat(
            reader
                .read(none, Map.of("OTEL_TRACES_EXPORTER", "otlp", "OTEL_SDK_DISABLED", "TRUE"))
                .traces())
        .isNull();
  }

  @Test
  void mistakesInWhereEventsGoAreErrors() {
    assertThatThrownBy(() -> lineage("{transport: http}", Map.of()))
        .hasMessageContaining("nightjar.yaml:1: openlineage: url is missing");
    assertThatThrownBy(() -> lineage("{transport: file}", Map.of()))
        .hasMessageContaining("nightjar.yaml:1: openlineage: file is missing");
    assertThatThrownBy(() -> lineage("{namespace: lab}", Map.of()))
        .hasMessageContaining("nightjar.yaml:1: openlineage: transport is missing: file or http");
    assertThatThrownBy(() -> lineage("{transport: kafka}", Map.of()))
        .hasMessageContaining("nightjar.yaml:1: expected one of file, http");
    assertThatThrownBy(() -> lineage("{url: ftp://h}", Map.of()))
        .hasMessageContaining("nightjar.yaml:1: expected a URL such as https://marquez:5000");
    assertThatThrownBy(
            () -> reader.read(dir.resolve("none.yaml"), Map.of("OPENLINEAGE_URL", "marquez")))
        .hasMessageContaining("OPENLINEAGE_URL: expected the address of a collector");
    assertThatThrownBy(() -> lineage("{file: e}", Map.of("NIGHTJAR_OPENLINEAGE_URI", "http://h")))
        .hasMessageContaining("did you mean NIGHTJAR_OPENLINEAGE_URL?");
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
