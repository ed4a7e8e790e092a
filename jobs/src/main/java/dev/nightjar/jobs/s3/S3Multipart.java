package dev.nightjar.jobs.s3;

import dev.nightjar.store.NotWrittenException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Uploads a large object in parts, four at a time, each streamed from its file. The object appears
 * only with the last request; until then, whatever fails leaves nothing but parts, which are
 * abandoned.
 */
final class S3Multipart {

  /** Files of this size and more are uploaded in parts. */
  static final long THRESHOLD = 64L << 20;

  private static final long PART = 16L << 20;
  private static final int MOST_PARTS = 10_000;
  private static final int AT_ONCE = 4;

  private final S3Client client;
  private final S3Place place;
  private final S3Trouble trouble;

  S3Multipart(S3Client client, S3Place place, S3Trouble trouble) {
    this.client = client;
    this.place = place;
    this.trouble = trouble;
  }

  /** The file as parts of equal size, but for the last. */
  static List<RequestBody> parts(Path file, long size) {
    long part = Math.max(PART, (size + MOST_PARTS - 1) / MOST_PARTS);
    List<RequestBody> parts = new ArrayList<>();
    for (long from = 0; from < size; from += part) {
      parts.add(new FileRegion(file, from, Math.min(part, size - from)).body());
    }
    return parts;
  }

  /**
   * Uploads the parts as one object, if the key is free. Throws as {@code putObject} does when the
   * last request failed, and {@link NotWrittenException} when one before it did.
   *
   * @param key the bucket's key
   */
  void upload(String key, String tag, List<RequestBody> bodies) throws IOException {
    String id = begin(key, tag);
    boolean done = false;
    try {
      List<CompletedPart> parts = sendAll(key, id, bodies);
      client.completeMultipartUpload(
          b ->
              b.bucket(place.bucket())
                  .key(key)
                  .uploadId(id)
                  .ifNoneMatch("*")
                  .multipartUpload(m -> m.parts(parts)));
      done = true;
    } finally {
      if (!done) {
        abandon(key, id);
      }
    }
  }

  private String begin(String key, String tag) throws IOException {
    try {
      return client
          .createMultipartUpload(
              b -> b.bucket(place.bucket()).key(key).metadata(Map.of(S3Writer.TAG, tag)))
          .uploadId();
    } catch (SdkException e) {
      throw trouble.notWritten(e);
    }
  }

  private List<CompletedPart> sendAll(String key, String id, List<RequestBody> bodies)
      throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, bodies.size()));
    try {
      List<Future<CompletedPart>> sending = new ArrayList<>();
      for (RequestBody body : bodies) {
        int number = sending.size() + 1;
        sending.add(threads.submit(() -> send(key, id, number, body)));
      }
      List<CompletedPart> parts = new ArrayList<>();
      for (Future<CompletedPart> sent : sending) {
        parts.add(sent.get());
      }
      return parts;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotWrittenException("interrupted", new InterruptedIOException("interrupted"));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SdkException answer) {
        throw trouble.notWritten(answer);
      }
      throw new NotWrittenException(
          "could not upload " + key + ": " + e.getCause(), new IOException(e.getCause()));
    } finally {
      threads.shutdownNow();
    }
  }

  private CompletedPart send(String key, String id, int number, RequestBody body) {
    String tag =
        client
            .uploadPart(
                b -> b.bucket(place.bucket()).key(key).uploadId(id).partNumber(number), body)
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  /** What cannot be abandoned now the doctor lists, and a lifecycle rule removes. */
  private void abandon(String key, String id) {
    try {
      client.abortMultipartUpload(b -> b.bucket(place.bucket()).key(key).uploadId(id));
    } catch (SdkException e) {
      // The parts cost money, but harm nobody.
    }
  }
}
