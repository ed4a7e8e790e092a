package dev.nightjar.access;

import dev.nightjar.store.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * What a person or a program is given: 256 random bits, after a prefix by which scanners of
 * repositories can tell it. Never printed by {@link #toString}.
 */
public final class TokenText {

  private static final String PREFIX = "njt_";
  private static final int BYTES = 32;

  private final String text;

  private TokenText(String text) {
    this.text = text;
  }

  /** A new one. */
  public static TokenText random(SecureRandom random) {
    byte[] bits = new byte[BYTES];
    random.nextBytes(bits);
    return new TokenText(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
  }

  /** One that somebody presents. */
  public static TokenText of(String presented) {
    return new TokenText(presented);
  }

  /** The text itself: to be shown once, or sent. */
  public String reveal() {
    return text;
  }

  /** What is kept of it. A salt would add nothing: nobody guesses 256 random bits. */
  public Digest hash() {
    return Digest.of(text);
  }

  /** The token of these that it is. Takes the same time whichever that is, and when it is none. */
  public Optional<AccessToken> among(List<AccessToken> tokens) {
    byte[] mine = hash().hex().getBytes(StandardCharsets.US_ASCII);
    Optional<AccessToken> found = Optional.empty();
    for (AccessToken token : tokens) {
      if (MessageDigest.isEqual(mine, token.hash().hex().getBytes(StandardCharsets.US_ASCII))) {
        found = Optional.of(token);
      }
    }
    return found;
  }

  @Override
  public String toString() {
    return PREFIX + "***";
  }
}
