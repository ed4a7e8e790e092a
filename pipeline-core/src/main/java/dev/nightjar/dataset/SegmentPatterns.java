package dev.nightjar.dataset;

import java.util.List;

/** Patterns over the names of segments, as recipes have them. */
public final class SegmentPatterns {

  private SegmentPatterns() {}

  /** Whether any of the patterns, in which {@code *} is any run of characters, is the name. */
  public static boolean matches(List<String> patterns, String name) {
    return SegmentNames.matches(patterns, name);
  }
}
