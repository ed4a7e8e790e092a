package dev.nightjar.alert;

import java.util.regex.Pattern;

/**
 * Something that people should know.
 *
 * @param key names the fact: who sees the same fact makes the same key, and it is written down once
 * @param kind what it is about
 * @param headline the first line, such as {@code REJECT flight-delays 2011-06-15: AUC on recent …}
 * @param cause why; may have several lines; empty when the headline says it
 * @param advice what a person can do; may have several lines; empty when there is nothing to do
 * @param subject pipeline, slot, run and report
 */
public record Alert(
    String key, AlertKind kind, String headline, String cause, String advice, Subject subject) {

  /** Nothing is longer: a message is for people, and the report tells the rest. */
  private static final int LONGEST = 2_000;

  private static final int LONGEST_LINE = 500;

  private static final Pattern KEY = Pattern.compile("[!-~]{1,300}");
  private static final Pattern BREAKS =
      Pattern.compile("\\s*[\\x00-\\x1F\\x7F\\x85\\u2028\\u2029]+\\s*");
  private static final Pattern STEERING =
      Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u202A-\\u202E\\u2066-\\u2069]|\\p{Cs}");

  /**
   * Cleans the texts, which come from data and files: the headline is one line, no control
   * character and no mark that turns a line around stays, and what is too long is cut. Throws
   * {@link IllegalArgumentException} when the key is not 1 to 300 printable ASCII characters.
   */
  public Alert {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("not the key of an alert: " + key);
    }
    headline = clean(BREAKS.matcher(headline).replaceAll(" "), LONGEST_LINE);
    cause = clean(cause.replace("\r\n", "\n"), LONGEST);
    advice = clean(advice.replace("\r\n", "\n"), LONGEST);
  }

  private static String clean(String text, int longest) {
    String whole = STEERING.matcher(text).replaceAll("\uFFFD").strip();
    if (whole.codePointCount(0, whole.length()) <= longest) {
      return whole;
    }
    return whole.substring(0, whole.offsetByCodePoints(0, longest - 1)) + "…";
  }

  /** The same fact under another key. */
  Alert keyed(String other) {
    return new Alert(other, kind, headline, cause, advice, subject);
  }

  /** The same fact as it comes again: the second time that it is true, the third, and so on. */
  public Alert episode(int episode) {
    return episode == 1 ? this : keyed(key + "#" + episode);
  }
}
