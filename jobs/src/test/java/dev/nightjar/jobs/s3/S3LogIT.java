package dev.nightjar.jobs.s3;

import dev.nightjar.store.AppendLogContract;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.Workers;
import dev.nightjar.store.Workers.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Real processes append to one bucket, whose server keeps it on disk. */
final class S3LogIT extends AppendLogContract {

  private S3Proxy server;
  private String bucket;

  @BeforeEach
  void startServer() throws IOException {
    server = S3Proxy.onDisk(scratch.resolve("buckets"), scratch);
    bucket = server.freshBucket();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Override
  protected ObjectStore open() throws IOException {
    return S3Proxy.open(server.endpoint(), bucket);
  }

  @Override
  protected Worker start(Path errors, List<String> transactionsAndNames) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(server.endpoint().toString(), bucket));
    arguments.addAll(transactionsAndNames);
    return Workers.start(S3AppendWorker.class, errors, arguments.toArray(new String[0]));
  }

  @Override
  protected int writersOfAProcess() {
    return 4;
  }
}
