package dev.nightjar.jobs.s3;

import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.StoreUpkeep.Capability;
import dev.nightjar.store.UnusableStoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Finds out whether a bucket can hold a store, on one small object with a random name that it
 * removes again.
 */
final class S3Probe {

  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final String IGNORES =
      "lets a second write replace an object in spite of its header If-None-Match: *";

  private final S3Client client;
  private final S3Place place;
  private final S3Trouble trouble;
  private final String key;

  S3Probe(S3Client client, S3Place place, S3Trouble trouble) {
    this.client = client;
    this.place = place;
    this.trouble = trouble;
    this.key = place.key(ObjectKey.of("probe", UUID.randomUUID().toString()));
  }

  /**
   * What must hold before anything else is written: two create-only writes, a listing, a removal.
   *
   * @throws UnusableStoreException when a setting must be changed
   * @throws IOException when it is not known whether the bucket is good
   */
  void check() throws IOException {
    // Nobody else knows the name: a first write that is refused met its own earlier half.
    create("first");
    try {
      if (create("second")) {
        throw new UnusableStoreException(trouble.ignoresHeader(IGNORES), null);
      }
      requireListed();
    } finally {
      removeQuietly();
    }
  }

  /** Everything that the store relies on, for the doctor. */
  List<Capability> all() {
    List<Capability> tried = new ArrayList<>();
    attempt(tried, "write", "objects can be created", () -> create("first"));
    if (!tried.get(0).ok()) {
      return List.copyOf(tried);
    }
    attempt(tried, "create-only", "of two writers of a name one wins", this::requireRefusal);
    attempt(tried, "read", "objects can be read", this::requireContent);
    attempt(tried, "list", "a new object is listed at once", this::requireListed);
    attempt(
        tried,
        "create-only uploads",
        "an upload in parts replaces no object",
        this::requireRefusalOfParts);
    attempt(tried, "remove", "objects can be removed by nightjar gc", this::remove);
    return List.copyOf(tried);
  }

  private interface Attempt {
    void run() throws IOException;
  }

  private static void attempt(List<Capability> tried, String name, String good, Attempt attempt) {
    try {
      attempt.run();
      tried.add(new Capability(name, true, good));
    } catch (IOException e) {
      tried.add(new Capability(name, false, String.valueOf(e.getMessage())));
    }
  }

  /** Whether the server created the object now; false when it refused because it was there. */
  private boolean create(String content) throws IOException {
    try {
      client.putObject(
          b -> b.bucket(place.bucket()).key(key).ifNoneMatch("*"),
          RequestBody.fromString(content, StandardCharsets.US_ASCII));
      return true;
    } catch (SdkException e) {
      if (isRefusal(e)) {
        return false;
      }
      throw trouble.explain(S3Action.CREATE, e);
    }
  }

  private static boolean isRefusal(SdkException e) {
    return e instanceof SdkServiceException answer
        && (answer.statusCode() == PRECONDITION_FAILED || answer.statusCode() == CONFLICT);
  }

  private void requireRefusal() throws IOException {
    if (create("second")) {
      throw new UnusableStoreException(trouble.ignoresHeader(IGNORES), null);
    }
  }

  private void requireContent() throws IOException {
    try {
      String content =
          client.getObjectAsBytes(b -> b.bucket(place.bucket()).key(key)).asUtf8String();
      if (!content.equals("first")) {
        throw new UnusableStoreException(trouble.ignoresHeader(IGNORES), null);
      }
    } catch (SdkException e) {
      throw trouble.explain(S3Action.READ, e);
    }
  }

  private void requireListed() throws IOException {
    try {
      boolean listed =
          client.listObjectsV2(b -> b.bucket(place.bucket()).prefix(key)).contents().stream()
              .anyMatch(found -> found.key().equals(key));
      if (!listed) {
        throw new UnusableStoreException(trouble.listsLate(), null);
      }
    } catch (SdkException e) {
      throw trouble.explain(S3Action.LIST, e);
    }
  }

  private void requireRefusalOfParts() throws IOException {
    S3Multipart multipart = new S3Multipart(client, place, trouble);
    try {
      multipart.upload(key, "probe", List.of(RequestBody.fromString("third")));
    } catch (SdkException e) {
      if (isRefusal(e)) {
        return;
      }
      throw trouble.explain(S3Action.CREATE, e);
    }
    throw new UnusableStoreException(
        trouble.ignoresHeader("lets an upload in parts replace an object"), null);
  }

  private void remove() throws IOException {
    try {
      client.deleteObject(b -> b.bucket(place.bucket()).key(key));
    } catch (SdkException e) {
      throw trouble.explain(S3Action.REMOVE, e);
    }
  }

  /** A bucket in which nothing may be removed is a good one; each probe costs it a few bytes. */
  private void removeQuietly() {
    try {
      remove();
    } catch (IOException e) {
      // See above.
    }
  }
}
