package dev.nightjar.jobs.alerts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhooks as Standard Webhooks says: HMAC-SHA256 over {@code id.timestamp.body}, in {@code
 * webhook-signature} as {@code v1,} and Base64. Libraries in many languages check it.
 */
final class WebhookSignature {

  private static final String PREFIX = "whsec_";

  private final byte[] key;

  private WebhookSignature(byte[] key) {
    this.key = key;
  }

  /** The key of a secret: Base64 behind {@code whsec_}, otherwise the text's UTF-8 bytes. */
  static WebhookSignature of(String secret) {
    String text = secret.strip();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("the secret that signs a webhook is empty");
    }
    if (!text.startsWith(PREFIX)) {
      return new WebhookSignature(text.getBytes(StandardCharsets.UTF_8));
    }
    try {
      return new WebhookSignature(Base64.getDecoder().decode(text.substring(PREFIX.length())));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the secret behind whsec_ is no Base64", e);
    }
  }

  /** The headers that receivers check. */
  Map<String, String> headers(String id, Instant sent, byte[] body) {
    String seconds = Long.toString(sent.getEpochSecond());
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
      String code = Base64.getEncoder().encodeToString(mac.doFinal(body));
      return Map.of(
          "webhook-id", id, "webhook-timestamp", seconds, "webhook-signature", "v1," + code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }
}
