package dev.nightjar.jobs.s3;

import dev.nightjar.jobs.s3.S3Options.Checksums;
import dev.nightjar.store.UnusableStoreException;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes the SDK's client as the options say. */
final class S3Clients {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** More than the connections that the client keeps, all of which a server may have closed. */
  private static final int ATTEMPTS = 6;

  private S3Clients() {}

  /** The region of the options, or that of the AWS chain. */
  static String region(S3Options options) throws UnusableStoreException {
    if (options.region() != null) {
      return options.region();
    }
    try {
      return new DefaultAwsRegionProviderChain().getRegion().id();
    } catch (SdkClientException e) {
      // A server of our own has no regions, but a signature must name one.
      if (options.endpoint() != null) {
        return Region.US_EAST_1.id();
      }
      throw new UnusableStoreException(
          "the region of bucket %s is not known: set s3.region (NIGHTJAR_S3_REGION) or AWS_REGION"
              .formatted(options.bucket()),
          e);
    }
  }

  static S3Client open(S3Options options, String region) {
    boolean required =
        options.checksums() == Checksums.REQUIRED
            || (options.checksums() == Checksums.AUTO && options.endpoint() != null);
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClientBuilder(
                new CheckedHttp.Builder(
                    UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(options.timeout())))
            .region(Region.of(region))
            .forcePathStyle(options.pathStyle())
            .requestChecksumCalculation(
                required
                    ? RequestChecksumCalculation.WHEN_REQUIRED
                    : RequestChecksumCalculation.WHEN_SUPPORTED)
            // What is read is verified by its SHA-256.
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .overrideConfiguration(override(options.timeout()));
    URI endpoint = options.endpoint();
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    return builder.build();
  }

  private static ClientOverrideConfiguration override(Duration attempt) {
    return ClientOverrideConfiguration.builder()
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(ATTEMPTS).build())
        .apiCallAttemptTimeout(attempt)
        .apiCallTimeout(attempt.multipliedBy(ATTEMPTS).plus(attempt.dividedBy(2)))
        .addExecutionInterceptor(new SilentErrors())
        .build();
  }
}
