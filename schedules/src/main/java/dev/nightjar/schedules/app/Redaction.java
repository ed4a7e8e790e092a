package dev.nightjar.schedules.app;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Takes out of a text what nobody may read: the values of variables whose names speak of secrets,
 * and the password in a URL. Thread-safe.
 */
final class Redaction implements UnaryOperator<String> {

  private static final Pattern SECRET =
      Pattern.compile(".*(PASSWORD|PASSWD|SECRET|TOKEN|CREDENTIAL|PRIVATE_KEY|ACCESS_KEY).*");
  private static final Pattern URL = Pattern.compile("(://[^\\s:/@]*):[^\\s/@]+@");

  /** Shorter ones are no secrets, and would be found in every second word. */
  private static final int SHORTEST = 5;

  private final List<String> secrets;

  Redaction(Map<String, String> environment) {
    this.secrets =
        environment.entrySet().stream()
            .filter(variable -> SECRET.matcher(variable.getKey()).matches())
            .map(Map.Entry::getValue)
            .filter(value -> value.length() >= SHORTEST)
            // One may be a part of another.
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  @Override
  public String apply(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, "***");
    }
    return URL.matcher(clean).replaceAll("$1:***@");
  }
}
