package dev.nightjar.jobs.s3;

import dev.nightjar.registry.StormWorker;
import java.net.URI;
import java.util.List;

/** The process of a storm over a bucket. */
final class S3StormWorker {

  private S3StormWorker() {}

  /** Arguments: endpoint, bucket, and those of {@link StormWorker#work}. */
  public static void main(String[] arguments) throws Exception {
    URI endpoint = URI.create(arguments[0]);
    StormWorker.work(
        () -> S3Proxy.open(endpoint, arguments[1]),
        List.of(arguments).subList(2, arguments.length));
  }
}
