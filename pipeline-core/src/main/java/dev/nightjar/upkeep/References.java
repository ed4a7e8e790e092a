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

  /** What a blob is to the documents that name it. */
  enum Kind {
    SEGMENT,
    MODEL,
    /** Beside the model, part of a version. */
    VERSION_PART,
    /** Part of what a decision was made of. */
    DECISION_PART
  }

  private record Member(Kind kind, String what) {}

  /** Members that name a blob, and what it is. */
  private static final Map<String, Member> MEMBERS =
      Map.of(
          "artifact", new Member(Kind.MODEL, "a model"),
          "encoder", new Member(Kind.VERSION_PART, "an encoder"),
          "trainingKeys", new Member(Kind.VERSION_PART, "keys of training rows"),
          "trainingContents", new Member(Kind.VERSION_PART, "contents of training rows"),
          "predictions", new Member(Kind.DECISION_PART, "scores of test rows"),
          "devPredictions", new Member(Kind.DECISION_PART, "scores of dev rows"),
          "keys", new Member(Kind.DECISION_PART, "keys of test rows"));

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private static final String SEGMENTS = "segments";

  private final Map<Digest, Named> named = new TreeMap<>();

  /**
   * A blob that is named.
   *
   * @param by the document
   * @param kind what the blob is to it
   * @param what the blob is, in words
   * @param bytes its size; -1: the document does not say
   */
  record Named(ObjectKey by, Kind kind, String what, long bytes) {}

  Map<Digest, Named> named() {
    return Collections.unmodifiableMap(named);
  }

  /** Adds what the document names. */
  void add(ObjectKey by, JsonNode document) {
    for (Map.Entry<String, JsonNode> member : document.properties()) {
      Member named = MEMBERS.get(member.getKey());
      if (named != null) {
        long bytes = named.kind() == Kind.MODEL ? bytes(document, "artifactBytes") : -1;
        blob(member.getValue(), new Named(by, named.kind(), named.what(), bytes));
      }
      if (member.getKey().equals(SEGMENTS)) {
        member.getValue().forEach(segment -> segment(by, segment));
      }
    }
    document.forEach(inner -> add(by, inner));
  }

  private void segment(ObjectKey by, JsonNode segment) {
    String what = "segment " + segment.path("name").asText();
    blob(segment.path("digest"), new Named(by, Kind.SEGMENT, what, bytes(segment, "bytes")));
  }

  private static long bytes(JsonNode object, String member) {
    return object.path(member).asLong(-1);
  }

  private void blob(JsonNode digest, Named blob) {
    if (digest.isTextual() && DIGEST.matcher(digest.textValue()).matches()) {
      named.merge(
          new Digest(digest.textValue()), blob, (a, b) -> a.bytes() < 0 && b.bytes() >= 0 ? b : a);
    }
  }
}
