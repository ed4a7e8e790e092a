package dev.nightjar.jobs.s3;

import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.StoreUpkeep;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Housekeeping of a bucket, below the store's prefix. */
final class S3Upkeep implements StoreUpkeep {

  /** Between the key and the id of an upload; no key has it. */
  private static final String UPLOAD = "?uploadId=";

  private final S3Client client;
  private final S3Place place;
  private final S3Trouble trouble;

  S3Upkeep(S3Client client, S3Place place, S3Trouble trouble) {
    this.client = client;
    this.place = place;
    this.trouble = trouble;
  }

  @Override
  public List<Stored> objects(String folder) throws IOException {
    List<Stored> objects = new ArrayList<>();
    for (S3Object object : all(folder)) {
      place
          .objectKey(object.key())
          .ifPresent(key -> objects.add(new Stored(key, object.size(), object.lastModified())));
    }
    return List.copyOf(objects);
  }

  private List<S3Object> all(String folder) throws IOException {
    try {
      return client
          .listObjectsV2Paginator(b -> b.bucket(place.bucket()).prefix(place.start(folder)))
          .contents()
          .stream()
          .toList();
    } catch (SdkException e) {
      throw trouble.explain(S3Action.LIST, e);
    }
  }

  @Override
  public void remove(ObjectKey key) throws IOException {
    try {
      client.deleteObject(b -> b.bucket(place.bucket()).key(place.key(key)));
    } catch (SdkException e) {
      throw trouble.explain(S3Action.REMOVE, e);
    }
  }

  @Override
  public List<Unfinished> unfinished() throws IOException {
    List<Unfinished> begun = new ArrayList<>();
    try {
      for (MultipartUpload upload :
          client
              .listMultipartUploadsPaginator(b -> b.bucket(place.bucket()).prefix(place.start("")))
              .uploads()) {
        place
            .objectKey(upload.key())
            .ifPresent(
                key ->
                    begun.add(
                        new Unfinished(key + UPLOAD + upload.uploadId(), upload.initiated(), -1)));
      }
    } catch (SdkException e) {
      throw trouble.explain(S3Action.LIST_UPLOADS, e);
    }
    return List.copyOf(begun);
  }

  @Override
  public void abandon(Unfinished unfinished) throws IOException {
    String name = unfinished.name();
    int at = name.indexOf(UPLOAD);
    if (at < 0 || !ObjectKey.isKey(name.substring(0, at))) {
      throw new IOException(name + " is no name of an unfinished upload");
    }
    ObjectKey key = new ObjectKey(name.substring(0, at));
    try {
      client.abortMultipartUpload(
          b ->
              b.bucket(place.bucket())
                  .key(place.key(key))
                  .uploadId(name.substring(at + UPLOAD.length())));
    } catch (NoSuchUploadException e) {
      // Finished, or abandoned by somebody else.
    } catch (SdkException e) {
      throw trouble.explain(S3Action.ABANDON, e);
    }
  }

  /** What the server says with every answer, in whole seconds. */
  @Override
  public Instant now() throws IOException {
    ListObjectsV2Response answer;
    try {
      answer =
          client.listObjectsV2(b -> b.bucket(place.bucket()).prefix(place.start("")).maxKeys(1));
    } catch (SdkException e) {
      throw trouble.explain(S3Action.LIST, e);
    }
    Optional<String> date = answer.sdkHttpResponse().firstMatchingHeader("Date");
    try {
      return ZonedDateTime.parse(date.orElse(""), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      throw new IOException("the store says no date with its answers: " + date.orElse(""), e);
    }
  }

  @Override
  public OptionalLong free() {
    return OptionalLong.empty();
  }

  @Override
  public List<String> strangers() throws IOException {
    String start = place.start("");
    return all("").stream()
        .map(S3Object::key)
        .filter(key -> place.objectKey(key).isEmpty())
        .map(key -> key.substring(start.length()))
        .toList();
  }

  @Override
  public List<Capability> probe() {
    return new S3Probe(client, place, trouble).all();
  }
}
