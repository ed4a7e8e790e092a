package dev.nightjar.dataset;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which segments of a dataset make no sense without others. */
final class Requirements {

  private final DatasetState state;
  private final Map<String, String> known = new HashMap<>();

  Requirements(DatasetState state) {
    this.state = state;
  }

  /**
   * Why the segment cannot be used: what it requires, directly or not, was retracted; empty: it can
   * be used.
   */
  String broken(Segment segment) {
    String reason = known.get(segment.name());
    if (reason == null) {
      // A name that was free again may close a circle, which breaks nothing by itself.
      known.put(segment.name(), "");
      reason = find(segment);
      known.put(segment.name(), reason);
    }
    return reason;
  }

  private String find(Segment segment) {
    for (String name : segment.required()) {
      Segment required = state.segments().get(name);
      if (required == null) {
        return "requires " + name + ", which was retracted: " + retraction(name);
      }
      String further = broken(required);
      if (!further.isEmpty()) {
        return "requires " + name + ", which " + further;
      }
    }
    return "";
  }

  private String retraction(String name) {
    String reason = "";
    for (DatasetState.Retracted taken : state.retracted()) {
      if (taken.segment().name().equals(name)) {
        reason = taken.reason();
      }
    }
    return reason;
  }

  /** The segments that can be used and require the named one, directly or not, sorted. */
  List<String> dependants(String name) {
    TreeSet<String> found = new TreeSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (Segment segment : state.segments().values()) {
        boolean needs =
            segment.required().stream().anyMatch(r -> r.equals(name) || found.contains(r));
        more |= needs && !segment.name().equals(name) && found.add(segment.name());
      }
    }
    return List.copyOf(found);
  }

  /** A segment that is used, and one that it requires and that is not; null when there is none. */
  @Nullable Missing missing(List<Segment> used, Recipe recipe) {
    for (Segment segment : used) {
      for (String name : segment.required()) {
        if (!Selected.wants(recipe, name)) {
          return new Missing(segment.name(), name, Selected.reason(recipe, name));
        }
      }
    }
    return null;
  }

  /** A requirement that a recipe does not meet. */
  record Missing(String segment, String requires, String why) {}
}
