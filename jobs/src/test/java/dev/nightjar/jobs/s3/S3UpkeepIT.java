package dev.nightjar.jobs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.StoreUpkeep;
import dev.nightjar.store.StoreUpkeep.Unfinished;
import dev.nightjar.store.StoreUpkeepContract;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The contract of housekeeping, kept against a real server. */
final class S3UpkeepIT extends StoreUpkeepContract {

  @Override
  protected ObjectStore openEmpty() throws IOException {
    return S3Proxy.shared().freshStore();
  }

  private static S3Client client(S3Options options) throws IOException {
    return S3Clients.open(options, S3Clients.region(options));
  }

  @Test
  void seesAndAbandonsUploadsOfItsPrefixOnly() throws IOException {
    S3Proxy server = S3Proxy.shared();
    String bucket = server.freshBucket();
    S3Options options = S3Options.at("s3://" + bucket + "/test").withEndpoint(server.endpoint());
    try (S3Store store = S3Proxy.open(server.endpoint(), bucket);
        S3Client client = client(options)) {
      for (String key : List.of("test/blobs/a", "test/blobs/b", "elsewhere/c")) {
        client.createMultipartUpload(b -> b.bucket(bucket).key(key));
      }
      StoreUpkeep upkeep = store.upkeep();
      List<Unfinished> begun = upkeep.unfinished();
      assertThat(begun)
          .extracting(u -> u.name().replaceAll("\\?.*", ""))
          .containsExactly("blobs/a", "blobs/b");
      upkeep.abandon(begun.get(0));
      upkeep.abandon(begun.get(0));
      assertThat(upkeep.unfinished()).containsExactly(begun.get(1));
    }
  }

  @Test
  void namesWhatIsNoObject() throws IOException {
    S3Proxy server = S3Proxy.shared();
    String bucket = server.freshBucket();
    S3Options options = S3Options.at("s3://" + bucket + "/test").withEndpoint(server.endpoint());
    try (S3Store store = S3Proxy.open(server.endpoint(), bucket);
        S3Client client = client(options)) {
      for (String key : List.of("test/a b", "test/.hidden", "test/a", "elsewhere/c d")) {
        client.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString("x"));
      }
      assertThat(store.upkeep().strangers()).containsExactly(".hidden", "a b");
      assertThat(store.list("", "")).hasSize(1);
      assertThat(store.upkeep().free()).isEmpty();
    }
  }
}
