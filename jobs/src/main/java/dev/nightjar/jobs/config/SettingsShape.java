package dev.nightjar.jobs.config;

import static dev.nightjar.jobs.config.Values.BOOL;
import static dev.nightjar.jobs.config.Values.SPAN;

import java.net.URI;
import java.util.List;
import java.util.Map;
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
        .build();
  }

  static URI endpoint(YamlNode.Scalar scalar) {
    try {
      URI uri = URI.create(scalar.text());
      if (uri.getRawUserInfo() != null) {
        throw new IllegalArgumentException("it holds credentials; set AWS_ACCESS_KEY_ID instead");
      }
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      if (scalar.text().contains("@")) {
        throw new IllegalArgumentException(
            "it holds credentials; set AWS_ACCESS_KEY_ID instead", e);
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
