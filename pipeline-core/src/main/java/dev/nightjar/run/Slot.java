package dev.nightjar.run;

import dev.nightjar.store.ObjectKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a run is for: one pipeline at one logical time, in one lane. There is never more than one
 * slot of the same three, and never more than one live run in a slot.
 *
 * @param pipeline the pipeline's name: lower-case letters, digits and dashes
 * @param lane empty for the real history; otherwise the name of a shadow one, such as that of a
 *     backfill which promotes nothing
 * @param logicalTime the instant that the run is for, in whole seconds
 */
public record Slot(String pipeline, String lane, Instant logicalTime) implements Comparable<Slot> {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Throws {@link IllegalArgumentException} when a part cannot name a folder of the store. */
  public Slot {
    if (!NAME.matcher(pipeline).matches()) {
      throw new IllegalArgumentException(
          "not a pipeline name (lower-case letters, digits and dashes): " + pipeline);
    }
    if (!lane.isEmpty() && !NAME.matcher(lane).matches()) {
      throw new IllegalArgumentException(
          "not a lane name (lower-case letters, digits and dashes): " + lane);
    }
    if (!logicalTime.equals(logicalTime.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException("a logical time has whole seconds: " + logicalTime);
    }
  }

  /** The slot of the real history. */
  public static Slot of(String pipeline, Instant logicalTime) {
    return new Slot(pipeline, "", logicalTime);
  }

  /** The logical time as it stands in paths: {@code 20110615T073000Z}. */
  public String timeText() {
    return TIME.format(logicalTime);
  }

  /** The logical time that {@link #timeText} wrote. */
  public static Instant parseTime(String text) {
    return TIME.parse(text, Instant::from);
  }

  /** The folder of this slot's runs in the object store, without a trailing slash. */
  public ObjectKey folder() {
    return ObjectKey.of("runs", lane.isEmpty() ? pipeline : pipeline + "~" + lane, timeText());
  }

  /**
   * The slot whose runs are in a folder that {@link #folder} named.
   *
   * @throws IllegalArgumentException when the folder is none of a slot
   */
  public static Slot parse(ObjectKey folder) {
    String[] parts = folder.path().split("/", -1);
    if (parts.length != 3 || !parts[0].equals("runs")) {
      throw new IllegalArgumentException("not the folder of a slot: " + folder);
    }
    int lane = parts[1].indexOf('~');
    try {
      return new Slot(
          lane < 0 ? parts[1] : parts[1].substring(0, lane),
          lane < 0 ? "" : parts[1].substring(lane + 1),
          parseTime(parts[2]));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not the folder of a slot: " + folder, e);
    }
  }

  /** By pipeline, lane and logical time. */
  @Override
  public int compareTo(Slot other) {
    int byPipeline = pipeline.compareTo(other.pipeline);
    int byLane = byPipeline != 0 ? byPipeline : lane.compareTo(other.lane);
    return byLane != 0 ? byLane : logicalTime.compareTo(other.logicalTime);
  }

  @Override
  public String toString() {
    return (lane.isEmpty() ? pipeline : pipeline + "~" + lane) + " · " + logicalTime;
  }
}
