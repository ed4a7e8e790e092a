package dev.nightjar.jobs.s3;

import dev.nightjar.store.ObjectKey;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Creates objects, and finds out what became of it.
 *
 * <p>Each call marks what it writes with a random tag in the object's metadata. When the answer
 * does not say for certain who created the object (a request that was sent twice is answered 412
 * because of its own first half), the tag does.
 */
final class S3Writer {

  /** Metadata that says which call wrote an object. */
  static final String TAG = "nightjar-write";

  private static final int TIMEOUT = 408;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int TOO_MANY = 429;

  private final S3Client client;
  private final S3Place place;
  private final S3Trouble trouble;
  private final boolean direct;

  /**
   * A writer.
   *
   * @param direct whether nothing between us and the store repeats requests by itself, as reverse
   *     proxies in front of S3-compatible servers do
   */
  S3Writer(S3Client client, S3Place place, S3Trouble trouble, boolean direct) {
    this.client = client;
    this.place = place;
    this.trouble = trouble;
    this.direct = direct;
  }

  /** A way to write an object with this tag, if its key is free. Returns when acknowledged. */
  interface Writing {
    void write(String tag) throws IOException;
  }

  boolean create(ObjectKey key, byte[] content) throws IOException {
    return create(key, tag -> put(key, tag, RequestBody.fromBytes(content)));
  }

  void put(ObjectKey key, String tag, RequestBody body) {
    client.putObject(
        b ->
            b.bucket(place.bucket())
                .key(place.key(key))
                .ifNoneMatch("*")
                .metadata(Map.of(TAG, tag)),
        body);
  }

  /** True when this call created the object, false when another did; see {@code ObjectStore}. */
  boolean create(ObjectKey key, Writing writing) throws IOException {
    String tag = UUID.randomUUID().toString();
    try {
      writing.write(tag);
      return true;
    } catch (SdkException e) {
      boolean once = S3Trouble.attempts(e) == 1;
      boolean taken = status(e) == PRECONDITION_FAILED;
      if (taken && once && direct) {
        return false;
      }
      if (once && isRefusal(status(e))) {
        throw trouble.notWritten(e);
      }
      return settle(key, tag, taken && once, e);
    }
  }

  /**
   * Nothing that was refused so can have been written. A conflict is none: some stores answer 409
   * to whoever lost a race, others when something else went on at the key.
   */
  private static boolean isRefusal(int status) {
    return status / 100 == 3
        || (status / 100 == 4
            && status != TIMEOUT
            && status != CONFLICT
            && status != PRECONDITION_FAILED
            && status != TOO_MANY);
  }

  private static int status(SdkException e) {
    return e instanceof SdkServiceException answer ? answer.statusCode() : 0;
  }

  /** Whoever's tag is there created the object: with it there, no other write can succeed. */
  private boolean settle(ObjectKey key, String tag, boolean taken, SdkException e)
      throws IOException {
    IOException unknown = trouble.explain(S3Action.CREATE, e);
    String there;
    try {
      HeadObjectResponse head =
          client.headObject(b -> b.bucket(place.bucket()).key(place.key(key)));
      there = head.metadata().get(TAG);
    } catch (SdkException absent) {
      unknown.addSuppressed(absent);
      throw unknown(key, unknown);
    }
    if (there != null) {
      return there.equals(tag);
    }
    // Some servers keep no metadata, and other tools write none.
    if (taken) {
      return false;
    }
    throw unknown(key, unknown);
  }

  private static IOException unknown(ObjectKey key, IOException e) {
    return new IOException("not known whether " + key + " was written: " + e.getMessage(), e);
  }
}
