package dev.nightjar.upkeep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectKey;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The blobs that documents name, each with the first document that does. Other than {@link
 * DigestScan} it knows by the names of members which digests are blobs', so that one that is not
 * there can be called missing. Not thread-safe.
 */
final class References {

  /** Members that name a blob, and what it is. */
  private static final Map<String, String> MEMBERS =
      Map.of(
          "artifact", "a model",
          "encoder", "an encoder",
          "trainingKeys", "keys of training rows",
          "trainingContents", "contents of training rows",
          "predictions", "scores of test rows",
          "keys", "keys of test rows");

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private static final String SEGMENTS = "segments";

  private final Map<Digest, Named> named = new TreeMap<>();

  /**
   * A blob that is named.
   *
   * @param by the document
   * @param what the blob is, in words
   * @param bytes its size; -1: the document does not say
   */
  record Named(ObjectKey by, String what, long bytes) {

    boolean isSegment() {
      return what.startsWith("segment ");
    }
  }

  Map<Digest, Named> named() {
    return Collections.unmodifiableMap(named);
  }

  /** Adds what the document names. */
  void add(ObjectKey by, JsonNode document) {
    for (Map.Entry<String, JsonNode> member : document.properties()) {
      String what = MEMBERS.get(member.getKey());
      if (what != null) {
        long bytes = what.equals("a model") ? bytes(document, "artifactBytes") : -1;
        blob(by, what, member.getValue(), bytes);
      }
      if (member.getKey().equals(SEGMENTS)) {
        member.getValue().forEach(segment -> segment(by, segment));
      }
    }
    document.forEach(inner -> add(by, inner));
  }

  private void segment(ObjectKey by, JsonNode segment) {
    String what = "segment " + segment.path("name").asText();
    blob(by, what, segment.path("digest"), bytes(segment, "bytes"));
  }

  private static long bytes(JsonNode object, String member) {
    return object.path(member).asLong(-1);
  }

  private void blob(ObjectKey by, String what, JsonNode digest, long bytes) {
    if (digest.isTextual() && DIGEST.matcher(digest.textValue()).matches()) {
      named.merge(
          new Digest(digest.textValue()),
          new Named(by, what, bytes),
          (a, b) -> a.bytes() < 0 && b.bytes() >= 0 ? b : a);
    }
  }
}
