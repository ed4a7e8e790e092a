package dev.nightjar.jobs.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a workspace's objects are. Credentials are none of it.
 *
 * @param store {@code s3://bucket/prefix} or a directory; null: the workspace's own
 * @param endpoint a server that speaks S3's protocol; null: Amazon's
 * @param region null: as AWS's own settings say
 * @param pathStyle null: with an endpoint
 * @param checksums {@code auto}, {@code required} or {@code supported}
 * @param timeout of one attempt of a request; null: the usual
 */
public record StoreSettings(
    @Nullable String store,
    @Nullable URI endpoint,
    @Nullable String region,
    @Nullable Boolean pathStyle,
    String checksums,
    @Nullable Duration timeout) {

  /** The workspace's own directory. */
  public static StoreSettings own() {
    return new StoreSettings(null, null, null, null, "auto", null);
  }
}
