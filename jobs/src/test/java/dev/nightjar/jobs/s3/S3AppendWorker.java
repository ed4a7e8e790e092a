package dev.nightjar.jobs.s3;

import dev.nightjar.store.AppendWorker;
import dev.nightjar.store.ObjectStore;
import java.net.URI;
import java.util.List;

/** A process whose threads append transactions to one log on S3. */
final class S3AppendWorker {

  private S3AppendWorker() {}

  /** Arguments: endpoint, bucket, number of transactions, names of the writers. */
  public static void main(String[] arguments) throws Exception {
    try (ObjectStore store = S3Proxy.open(URI.create(arguments[0]), arguments[1])) {
      AppendWorker.run(store, List.of(arguments).subList(2, arguments.length));
    }
  }
}
