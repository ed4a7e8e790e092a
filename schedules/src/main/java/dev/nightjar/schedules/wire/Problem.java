package dev.nightjar.schedules.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param type {@code about:blank}: the status code says all there is to say
 * @param title the status code in words
 * @param status the status code
 * @param detail a sentence on this occurrence, for whoever asked
 * @param instance the path that was asked for
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Problem(
    @Nullable String type,
    @Nullable String title,
    int status,
    @Nullable String detail,
    @Nullable String instance) {

  /** The media type. */
  public static final String TYPE = "application/problem+json";

  /** A problem that its status code tells the kind of. */
  public static Problem of(int status, String title, String detail, String instance) {
    return new Problem("about:blank", title, status, detail, instance);
  }
}
