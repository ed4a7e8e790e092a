package dev.nightjar.schedules.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Accept}, as RFC 9110 has it. */
final class Accept {

  private Accept() {}

  /**
   * The type that is wanted most; of equally wanted ones the first. Without a header the first.
   *
   * @param header null: none was sent
   */
  static Optional<String> best(@Nullable String header, String... types) {
    if (header == null || header.isBlank()) {
      return Optional.of(types[0]);
    }
    String best = null;
    double most = 0;
    for (String type : types) {
      double quality = quality(header, type);
      if (quality > most) {
        most = quality;
        best = type;
      }
    }
    return Optional.ofNullable(best);
  }

  /** What the most exact of the ranges that fit says. */
  private static double quality(String header, String type) {
    double quality = 0;
    int exactness = -1;
    for (String range : header.split(",", -1)) {
      String[] parts = range.split(";", -1);
      int fits = fits(parts[0].strip(), type);
      if (fits > exactness) {
        exactness = fits;
        quality = weight(parts);
      }
    }
    return quality;
  }

  private static int fits(String range, String type) {
    if (range.equalsIgnoreCase(type)) {
      return 2;
    }
    if (range.equalsIgnoreCase(type.substring(0, type.indexOf('/')) + "/*")) {
      return 1;
    }
    return range.equals("*/*") ? 0 : -1;
  }

  private static double weight(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")) {
        return Double.parseDouble(parameter.substring(2));
      }
    }
    return 1;
  }
}
