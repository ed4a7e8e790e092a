package dev.nightjar.upkeep;

import dev.nightjar.store.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds every SHA-256 that a document could mean, whatever its shape: better a blob too many is
 * kept than one too few.
 */
final class DigestScan {

  private static final int LENGTH = 64;

  /** The payload of a signed envelope hides its document. */
  private static final Pattern PAYLOAD =
      Pattern.compile("\"payload\"\\s*:\\s*\"([A-Za-z0-9+/_=-]+)\"");

  private DigestScan() {}

  /** All runs of 64 lower-case hexadecimal digits, those within longer runs too. */
  static Set<Digest> of(byte[] document) {
    Set<Digest> found = new HashSet<>();
    String text = new String(document, StandardCharsets.ISO_8859_1);
    scan(text, found);
    Matcher payload = PAYLOAD.matcher(text);
    while (payload.find()) {
      String base64 = payload.group(1).replace('-', '+').replace('_', '/');
      try {
        byte[] inner = Base64.getDecoder().decode(base64);
        scan(new String(inner, StandardCharsets.ISO_8859_1), found);
      } catch (IllegalArgumentException e) {
        // It is no envelope.
      }
    }
    return found;
  }

  private static void scan(String text, Set<Digest> found) {
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      run = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ? run + 1 : 0;
      if (run >= LENGTH) {
        found.add(new Digest(text.substring(i + 1 - LENGTH, i + 1)));
      }
    }
  }
}
