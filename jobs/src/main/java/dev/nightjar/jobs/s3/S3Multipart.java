package dev.nightjar.jobs.s3;

import dev.nightjar.store.NotWrittenException;
import dev.nightjar.store.ObjectKey;
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
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Uploads a large file in parts, some at a time, each streamed from the file. The object appears
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

  /**
   * Uploads the file, if the key is free. Throws as {@code putObject} does when the last request
   * failed, and {@link NotWrittenException} when one before it did.
   */
  void upload(ObjectKey key, String tag, Path file, long size) throws IOException {
    String id = begin(key, tag);
    boolean done = false;
    try {
      List<CompletedPart> parts = sendAll(key, id, file, size);
      client.completeMultipartUpload(
          b ->
              b.bucket(place.bucket())
                  .key(place.key(key))
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

  private String begin(ObjectKey key, String tag) throws IOException {
    try {
      return client
          .createMultipartUpload(
              b -> b.bucket(place.bucket()).key(place.key(key)).metadata(Map.of(S3Writer.TAG, tag)))
          .uploadId();
    } catch (SdkException e) {
      throw trouble.notWritten(e);
    }
  }

  private List<CompletedPart> sendAll(ObjectKey key, String id, Path file, long size)
      throws IOException {
    long part = Math.max(PART, (size + MOST_PARTS - 1) / MOST_PARTS);
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<CompletedPart>> sending = new ArrayList<>();
      for (long from = 0; from < size; from += part) {
        FileRegion region = new FileRegion(file, from, Math.min(part, size - from));
        int number = sending.size() + 1;
        sending.add(threads.submit(() -> send(key, id, number, region)));
      }
      List<CompletedPart> parts = new ArrayList<>();
      for (Future<CompletedPart> sent : sending) {
        parts.add(sent.get());
      }
      return parts;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotWrittenException("interrupted", new InterruptedIOException());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SdkException answer) {
        throw trouble.notWritten(answer);
      }
      throw new NotWrittenException(
          "could not read " + file + ": " + e.getCause(), new IOException(e.getCause()));
    } finally {
      threads.shutdownNow();
    }
  }

  private CompletedPart send(ObjectKey key, String id, int number, FileRegion region) {
    String tag =
        client
            .uploadPart(
                b -> b.bucket(place.bucket()).key(place.key(key)).uploadId(id).partNumber(number),
                region.body())
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  /** What cannot be abandoned now is listed by the doctor, and removed by a lifecycle rule. */
  private void abandon(ObjectKey key, String id) {
    try {
      client.abortMultipartUpload(b -> b.bucket(place.bucket()).key(place.key(key)).uploadId(id));
    } catch (SdkException e) {
      // The parts cost money, but harm nobody.
    }
  }
}
