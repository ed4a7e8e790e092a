package dev.nightjar.upkeep;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Something that an examination found.
 *
 * @param severity how bad it is
 * @param check what was looked at, such as {@code clock}
 * @param text what was found, in one line
 * @param cure what to do; empty where nothing is to be done
 */
public record Finding(Severity severity, String check, String text, String cure) {

  /** How bad something is. */
  public enum Severity {
    /** All is well. */
    OK,
    /** It will do, for now. */
    WARNING,
    /** Nights fail, or worse, until it is cured. */
    ERROR;

    /** As it stands in JSON. */
    @JsonValue
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** All is well. */
  public static Finding ok(String check, String text) {
    return new Finding(Severity.OK, check, text, "");
  }

  /** It will do, for now. */
  public static Finding warning(String check, String text, String cure) {
    return new Finding(Severity.WARNING, check, text, cure);
  }

  /** It has to be cured. */
  public static Finding error(String check, String text, String cure) {
    return new Finding(Severity.ERROR, check, text, cure);
  }
}
