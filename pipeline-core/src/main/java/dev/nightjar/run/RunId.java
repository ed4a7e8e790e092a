package dev.nightjar.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.nightjar.store.Digest;
import java.util.regex.Pattern;

/**
 * The name of a run, the same wherever and however often it is computed. Unique within its slot; a
 * workspace of many thousand runs may see one twice.
 *
 * @param hex eight lower-case hexadecimal digits
 */
public record RunId(@JsonValue String hex) {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{8}");

  /** Throws {@link IllegalArgumentException} when {@code hex} is no run id. */
  @JsonCreator
  public RunId {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a run id (eight hexadecimal digits): " + hex);
    }
  }

  /** The id of the {@code ordinal}th run of the slot, counted from 1. */
  public static RunId of(Slot slot, int ordinal) {
    String text =
        String.join(
            "\n",
            slot.pipeline(),
            slot.lane(),
            slot.logicalTime().toString(),
            Integer.toString(ordinal));
    return new RunId(Digest.of(text).head(8));
  }

  @Override
  public String toString() {
    return hex;
  }
}
