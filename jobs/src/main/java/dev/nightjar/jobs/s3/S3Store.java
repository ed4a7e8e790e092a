package dev.nightjar.jobs.s3;

import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.StoreUpkeep;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * An object store in a bucket of Amazon S3, or of a server that speaks its protocol and honours
 * {@code If-None-Match: *}.
 *
 * <p>When it is not known whether a request created an object, the object's tag is looked up; what
 * is still not known then is an {@link IOException}. Files of 64 MiB and more are uploaded in
 * parts, four at a time, and are never held in memory.
 */
public final class S3Store implements ObjectStore {

  private static final int NOT_FOUND = 404;

  private final S3Options options;
  private final S3Place place;
  private final S3Client client;
  private final S3Trouble trouble;
  private final S3Writer writer;
  private final S3Multipart multipart;

  private S3Store(S3Options options, S3Client client, S3Trouble trouble) {
    this.options = options;
    this.place = S3Place.of(options);
    this.client = client;
    this.trouble = trouble;
    this.writer = new S3Writer(client, place, trouble, options.endpoint() == null);
    this.multipart = new S3Multipart(client, place, trouble);
  }

  /**
   * Opens the store without a look at the bucket.
   *
   * @throws dev.nightjar.store.UnusableStoreException when no region is known
   */
  public static S3Store open(S3Options options) throws IOException {
    String region = S3Clients.region(options);
    S3Client client = S3Clients.open(options, region);
    return new S3Store(options, client, new S3Trouble(options, region));
  }

  /**
   * Opens the store for writing. Unless that was done less than a day ago, it is probed first:
   * whether it honours {@code If-None-Match: *}, lists what it holds, and lets us write.
   *
   * @throws dev.nightjar.store.UnusableStoreException in words when a setting must be changed;
   *     nothing was written then
   */
  public static S3Store open(S3Options options, ProbeNotes notes) throws IOException {
    S3Store store = open(options);
    if (notes.isFresh(options)) {
      return store;
    }
    try {
      new S3Probe(store.client, store.place, store.trouble).check();
    } catch (IOException e) {
      store.close();
      throw e;
    }
    notes.good(options);
    return store;
  }

  @Override
  public boolean create(ObjectKey key, byte[] content) throws IOException {
    return writer.create(key, content);
  }

  @Override
  public boolean create(ObjectKey key, Path content) throws IOException {
    long size = Files.size(content);
    if (size >= S3Multipart.THRESHOLD) {
      return writer.create(
          key, tag -> multipart.upload(place.key(key), tag, S3Multipart.parts(content, size)));
    }
    FileRegion whole = new FileRegion(content, 0, size);
    return writer.create(key, tag -> writer.put(key, tag, whole.body()));
  }

  @Override
  public InputStream open(ObjectKey key) throws IOException {
    return new WholeStream(name(key), (at, tag) -> get(key, at, tag));
  }

  private ResponseInputStream<GetObjectResponse> get(ObjectKey key, long at, String tag)
      throws IOException {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder().bucket(place.bucket()).key(place.key(key));
    if (at > 0) {
      request.range("bytes=" + at + "-").ifMatch(tag);
    }
    try {
      return client.getObject(request.build());
    } catch (SdkException e) {
      throw unread(key, e);
    }
  }

  @Override
  public byte[] read(ObjectKey key) throws IOException {
    try {
      ResponseBytes<GetObjectResponse> answer =
          client.getObjectAsBytes(b -> b.bucket(place.bucket()).key(place.key(key)));
      byte[] content = answer.asByteArrayUnsafe();
      WholeStream.requireAll(name(key), content.length, answer.response().contentLength());
      return content;
    } catch (SdkException e) {
      throw unread(key, e);
    }
  }

  private IOException unread(ObjectKey key, SdkException e) {
    return isAbsent(e) ? new NoSuchFileException(name(key)) : trouble.explain(S3Action.READ, e);
  }

  /** A bucket that is not there is no object that is not there. */
  private static boolean isAbsent(SdkException e) {
    return e instanceof NoSuchKeyException
        || (e instanceof S3Exception answer
            && answer.statusCode() == NOT_FOUND
            && !S3Trouble.code(answer).equals("NoSuchBucket"));
  }

  @Override
  public OptionalLong size(ObjectKey key) throws IOException {
    try {
      return OptionalLong.of(
          client.headObject(b -> b.bucket(place.bucket()).key(place.key(key))).contentLength());
    } catch (SdkException e) {
      if (isAbsent(e)) {
        return OptionalLong.empty();
      }
      throw trouble.explain(S3Action.READ, e);
    }
  }

  @Override
  public List<ObjectKey> list(String folder, String after) throws IOException {
    ListObjectsV2Request.Builder request =
        ListObjectsV2Request.builder().bucket(place.bucket()).prefix(place.start(folder));
    if (!after.isEmpty()) {
      request.startAfter(place.key(after));
    }
    List<ObjectKey> keys = new ArrayList<>();
    try {
      for (S3Object object : client.listObjectsV2Paginator(request.build()).contents()) {
        place
            .objectKey(object.key())
            .filter(k -> k.path().compareTo(after) > 0)
            .ifPresent(keys::add);
      }
    } catch (SdkException e) {
      throw trouble.explain(S3Action.LIST, e);
    }
    return List.copyOf(keys);
  }

  private String name(ObjectKey key) {
    return location() + "/" + key;
  }

  @Override
  public StoreUpkeep upkeep() {
    return new S3Upkeep(client, place, trouble);
  }

  @Override
  public String location() {
    return options.location();
  }

  @Override
  public void close() {
    client.close();
  }
}
