package dev.nightjar.schedules.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

/** What a page may do: show itself, in the one style that it brings. */
final class PagePolicy {

  private static final String OPEN = "<style>";
  private static final String CLOSE = "</style>";

  private PagePolicy() {}

  /** The content security policy of a page with one style sheet in it. */
  static String of(String page) {
    int open = page.indexOf(OPEN);
    int close = page.indexOf(CLOSE);
    String style =
        open < 0 || close < open
            ? "'none'"
            : "'sha256-" + sha256(page.substring(open + OPEN.length(), close)) + "'";
    return "default-src 'none'; style-src %s; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        .formatted(style);
  }

  private static String sha256(String text) {
    MessageDigest sha = dev.nightjar.store.Digest.sha256();
    return Base64.getEncoder().encodeToString(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
