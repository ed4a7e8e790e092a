package dev.nightjar.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.store.CanonicalJson;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A wish to make a version champion.
 *
 * @param version which
 * @param logicalTime the instant that the run is for
 * @param judgedAgainst the champion that it was judged against; null: there was none. Not looked at
 *     when forced
 * @param testSnapshot id of the snapshot that it was judged on; null: not known, or forced
 * @param evidence what it was decided on
 * @param reason in words
 * @param force whatever the champion is, and whatever later nights did
 */
public record PromotionRequest(
    String version,
    Instant logicalTime,
    @Nullable String judgedAgainst,
    @Nullable String testSnapshot,
    JsonNode evidence,
    String reason,
    boolean force) {

  /**
   * What a verdict wishes.
   *
   * @param evidence anything that is JSON, such as a record or a map
   */
  public static PromotionRequest judged(
      String version,
      Instant logicalTime,
      @Nullable String judgedAgainst,
      Object evidence,
      String reason) {
    return new PromotionRequest(
        version, logicalTime, judgedAgainst, null, CanonicalJson.tree(evidence), reason, false);
  }

  /** The same wish, bound to the snapshot that was judged, training rows and test sets. */
  public PromotionRequest on(String snapshot) {
    return new PromotionRequest(
        version, logicalTime, judgedAgainst, snapshot, evidence, reason, force);
  }

  /** The same wish with more evidence; what it had is a JSON object. */
  public PromotionRequest because(Map<String, Object> more) {
    ObjectNode all = evidence.deepCopy();
    all.setAll((ObjectNode) CanonicalJson.tree(more));
    return new PromotionRequest(
        version, logicalTime, judgedAgainst, testSnapshot, all, reason, force);
  }

  /** What a person wishes. */
  public static PromotionRequest forced(
      String version, Instant logicalTime, Object evidence, String reason) {
    return new PromotionRequest(
        version, logicalTime, null, null, CanonicalJson.tree(evidence), reason, true);
  }
}
