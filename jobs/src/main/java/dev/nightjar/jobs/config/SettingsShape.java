package dev.nightjar.jobs.config;

import static dev.nightjar.jobs.config.Values.BOOL;
import static dev.nightjar.jobs.config.Values.SPAN;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The shape of {@code nightjar.yaml}. */
final class SettingsShape {

  private static final Map<String, Object> STRING = Map.of("type", "string");
  private static final Shape ENDPOINT =
      new Shape.Value("a URL such as http://127.0.0.1:9000", s -> endpoint(s), STRING);
  private static final Shape REGION =
      new Shape.Value(
          "a region such as eu-central-1",
          s -> region(s),
          Map.of("type", "string", "pattern", "^[a-z0-9-]+$"));

  /** How to talk to S3. */
  static final Shape.Fields S3 =
      new PipelineShape.Fields()
          .may("endpoint", ENDPOINT, "a server that speaks S3's protocol; Amazon's if left out")
          .may(
              "region",
              REGION,
              "the bucket's region; as AWS_REGION or the profile says if left out")
          .may("path_style", BOOL, "whether the bucket stands in the path; true with an endpoint")
          .may(
              "checksums",
              new Shape.Choice(List.of("auto", "required", "supported")),
              "which checksums the SDK adds; auto: all at Amazon, only required ones elsewhere")
          .may("timeout", SPAN, "of one attempt of a request; 60s if left out")
          .build();

  /** Where events of lineage go. */
  static final Shape.Fields OPENLINEAGE =
      new PipelineShape.Fields()
          .may(
              "transport",
              new Shape.Choice(List.of("file", "http")),
              "file, or http; what the other keys say if left out")
          .may(
              "file",
              new Shape.Value("a path", s -> {}, STRING),
              "the file that events are appended to, a line each; meant from this file's folder")
          .may(
              "url",
              new Shape.Value("a URL such as https://marquez:5000", s -> collector(s), STRING),
              "the collector; as OPENLINEAGE_URL says if left out")
          .may(
              "endpoint",
              new Shape.Value("a path", s -> {}, STRING),
              "where on it events are posted; api/v1/lineage if left out")
          .may(
              "api_key",
              new Shape.SecretPlace(),
              "where the collector's key is; as OPENLINEAGE_API_KEY if left out")
          .may(
              "namespace",
              new Shape.Value("a name", s -> {}, STRING),
              "of the jobs; as OPENLINEAGE_NAMESPACE says, or nightjar, if left out")
          .may(
              "timeout",
              SPAN,
              "of one request, and how long the end of the program waits; 5s if left out")
          .build();

  /** The sections of which each key has a variable: {@code NIGHTJAR_<SECTION>_<KEY>}. */
  static final Map<String, Shape.Fields> SECTIONS =
      new TreeMap<>(Map.of("s3", S3, LineageReader.SECTION, OPENLINEAGE));

  private SettingsShape() {}

  /** Where the objects are; the address is checked by whoever knows the kinds of store. */
  static Shape store(Consumer<String> address) {
    return new Shape.Value(
        "s3://bucket/prefix or a directory", s -> address.accept(s.text()), STRING);
  }

  /** Where the ledger is; checked by whoever knows the kinds of database. */
  static Shape ledger(Consumer<String> database) {
    return new Shape.Value(
        "postgresql://user@host:5432/database", s -> database.accept(s.text()), STRING);
  }

  /** The whole file. */
  static Shape.Fields file(Shape store, Shape ledger) {
    return new PipelineShape.Fields()
        .may(
            "store",
            store,
            "where the objects are, s3://bucket/prefix or a directory; the workspace's store/ if"
                + " left out")
        .may(
            "ledger",
            ledger,
            "the database of slots and runs, for several orchestrators,"
                + " postgresql://user@host:5432/database; a file in the workspace if left out")
        .may("s3", S3, "how to talk to S3; credentials come from AWS's default chain")
        .may(
            LineageReader.SECTION,
            OPENLINEAGE,
            "where events of lineage go, as OpenLineage specifies them; nowhere if left out")
        .may("alerts", AlertsShape.ALERTS, "how people are reached")
        .build();
  }

  static URI endpoint(YamlNode.Scalar scalar) {
    return url(scalar, "set AWS_ACCESS_KEY_ID instead");
  }

  /** The address of a collector. */
  static URI collector(YamlNode.Scalar scalar) {
    return url(scalar, "name a key under api_key instead");
  }

  private static URI url(YamlNode.Scalar scalar, String instead) {
    try {
      URI uri = URI.create(scalar.text());
      if (uri.getRawUserInfo() != null) {
        throw new IllegalArgumentException("it holds credentials; " + instead);
      }
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      if (scalar.text().contains("@")) {
        throw new IllegalArgumentException("it holds credentials; " + instead, e);
      }
    }
    throw new IllegalArgumentException("found " + scalar.kind());
  }

  private static void region(YamlNode.Scalar scalar) {
    if (!scalar.text().matches("[a-z0-9-]+")) {
      throw new IllegalArgumentException("found " + scalar.kind());
    }
  }
}
