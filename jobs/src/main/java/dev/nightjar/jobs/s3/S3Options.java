package dev.nightjar.jobs.s3;

import dev.nightjar.store.ObjectKey;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an S3 store is, and how to talk to it. Credentials are none of it: they come from the AWS
 * default chain (environment, profile, web identity, container or instance role).
 *
 * @param bucket the bucket, which must exist
 * @param prefix what all keys begin with, without slashes at its ends; empty: the whole bucket
 * @param endpoint a server that speaks S3's protocol; null: Amazon's
 * @param region null: as the AWS chain says, or {@code us-east-1} with an endpoint
 * @param pathStyle whether the bucket stands in the path rather than in the host's name
 * @param checksums which checksums the SDK adds to what it sends
 * @param timeout of one attempt of one request; a request is tried six times
 */
public record S3Options(
    String bucket,
    String prefix,
    @Nullable URI endpoint,
    @Nullable String region,
    boolean pathStyle,
    Checksums checksums,
    Duration timeout) {

  /** Of one attempt, when nobody says another. */
  public static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static final Pattern LOCATION = Pattern.compile("s3://([^/]*)(?:/(.*?))?/?");
  private static final Pattern BUCKET =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]");

  /** Which checksums the SDK adds. What is stored is verified by its SHA-256 all the same. */
  public enum Checksums {
    /** Only the required ones when an endpoint is set, otherwise all: other servers refuse some. */
    AUTO,
    REQUIRED,
    SUPPORTED
  }

  /** Throws {@link IllegalArgumentException} that says what was expected. */
  public S3Options {
    if (!BUCKET.matcher(bucket).matches()) {
      throw new IllegalArgumentException(
          "expected a bucket's name of 3 to 63 letters, digits, dots and dashes, found “"
              + bucket
              + "”");
    }
    if (bucket.endsWith("--x-s3")) {
      throw new IllegalArgumentException(
          "the directory bucket "
              + bucket
              + " lists its keys in no order, and a log needs one: name a general purpose bucket");
    }
    if (!prefix.isEmpty() && !ObjectKey.isKey(prefix)) {
      throw new IllegalArgumentException(
          "expected a prefix of letters, digits and ._=~- in parts joined by /, found “"
              + prefix
              + "”");
    }
    if (endpoint != null) {
      checkEndpoint(endpoint);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a timeout must be longer than nothing");
    }
  }

  private static void checkEndpoint(URI endpoint) {
    boolean http = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
    if (!http || endpoint.getHost() == null) {
      throw new IllegalArgumentException(
          "expected an endpoint such as https://s3.example.org or http://127.0.0.1:9000");
    }
    if (endpoint.getRawUserInfo() != null || endpoint.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "an endpoint holds no credentials and no query: set AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY, or a profile");
    }
  }

  /**
   * The store at {@code s3://bucket/prefix}, everything else as usual.
   *
   * @throws IllegalArgumentException when the text is no such address
   */
  public static S3Options at(String location) {
    Matcher address = LOCATION.matcher(location);
    if (!address.matches()) {
      throw new IllegalArgumentException("expected s3://bucket/prefix, found “" + location + "”");
    }
    String prefix = address.group(2);
    return new S3Options(
        address.group(1), prefix == null ? "" : prefix, null, null, false, Checksums.AUTO, TIMEOUT);
  }

  /** The same at another server, by path style. */
  public S3Options withEndpoint(URI server) {
    return new S3Options(bucket, prefix, server, region, true, checksums, timeout);
  }

  /** The same in that region. */
  public S3Options withRegion(String name) {
    return new S3Options(bucket, prefix, endpoint, name, pathStyle, checksums, timeout);
  }

  /** The same with the bucket in the path, or in the host's name. */
  public S3Options withPathStyle(boolean path) {
    return new S3Options(bucket, prefix, endpoint, region, path, checksums, timeout);
  }

  /** The same with these checksums. */
  public S3Options withChecksums(Checksums which) {
    return new S3Options(bucket, prefix, endpoint, region, pathStyle, which, timeout);
  }

  /** The same with another timeout. */
  public S3Options withTimeout(Duration attempt) {
    return new S3Options(bucket, prefix, endpoint, region, pathStyle, checksums, attempt);
  }

  /** {@code s3://bucket/prefix}. */
  public String location() {
    return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
  }
}
