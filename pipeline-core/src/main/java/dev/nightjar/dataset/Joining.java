package dev.nightjar.dataset;

import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides which of the segments that a person adds are new, and refuses what does not fit. */
final class Joining {

  private final DatasetState state;
  private final Map<String, String> rows = new LinkedHashMap<>();

  private Joining(DatasetState state) {
    this.state = state;
    state.segments().values().forEach(s -> rows.put(rows(s), s.name()));
  }

  /**
   * The segments that the dataset does not have yet.
   *
   * @throws DataException in words when anything does not fit
   */
  static List<Segment> fresh(DatasetState state, DatasetEntry.Added added) {
    DatasetState.Definition present = state.definition();
    if (present != null) {
      requireSame(
          state.name(), "time expression", present.time().canonical(), added.time().canonical());
      requireSame(state.name(), "zone", present.zone(), added.zone());
    }
    DatasetFold.joined(state.name(), present, added);
    Joining joining = new Joining(state);
    List<Segment> fresh = new ArrayList<>();
    Map<String, Segment> asked = new LinkedHashMap<>();
    Set<String> together = added.segments().stream().map(Segment::name).collect(Collectors.toSet());
    for (Segment segment : added.segments()) {
      SegmentNames.require("segment", segment.name());
      if (asked.put(segment.name(), segment) != null) {
        throw new DataException("segment " + segment.name() + " is given twice");
      }
      joining.requireRequired(segment, together);
      if (joining.isNew(segment)) {
        fresh.add(segment);
      }
    }
    return fresh;
  }

  private boolean isNew(Segment segment) {
    Segment present = state.segments().get(segment.name());
    if (present != null) {
      if (present.digest().equals(segment.digest())
          || (segment.rows() > 0 && rows(present).equals(rows(segment)))) {
        requireSameRequired(segment, present);
        return false;
      }
      throw new DataException(
          "segment "
              + segment.name()
              + " of dataset "
              + state.name()
              + " exists with other rows ("
              + present.rows()
              + ", here "
              + segment.rows()
              + "); segments never change: retract it first, or give this one another name");
    }
    state.retracted().stream()
        .filter(r -> rows(r.segment()).equals(rows(segment)))
        .findFirst()
        .ifPresent(
            r -> {
              throw new DataException(
                  "segment "
                      + segment.name()
                      + " holds the same rows as "
                      + r.segment().name()
                      + ", which was retracted: "
                      + r.reason());
            });
    String same = rows.put(rows(segment), segment.name());
    if (same != null && segment.rows() > 0) {
      throw new DataException("segment " + segment.name() + " holds the same rows as " + same);
    }
    return true;
  }

  private void requireRequired(Segment segment, Set<String> together) {
    for (String name : segment.required()) {
      if (name.equals(segment.name())) {
        throw new DataException("segment " + name + " cannot require itself");
      }
      if (state.segments().containsKey(name) || together.contains(name)) {
        continue;
      }
      String what = "segment " + segment.name() + " requires " + name + ", which ";
      Optional<DatasetState.Retracted> taken =
          state.retracted().stream().filter(r -> r.segment().name().equals(name)).findFirst();
      throw new DataException(
          taken.isPresent()
              ? what + "was retracted: " + taken.get().reason()
              : what
                  + "dataset "
                  + state.name()
                  + " does not have"
                  + Nearest.hint(name, state.segments().keySet()));
    }
  }

  private void requireSameRequired(Segment segment, Segment present) {
    if (!segment.required().isEmpty() && !segment.required().equals(present.required())) {
      throw new DataException(
          "segment %s of dataset %s is there and requires %s, not %s; segments never change"
              .formatted(
                  segment.name(),
                  state.name(),
                  present.required().isEmpty() ? "nothing" : String.join(", ", present.required()),
                  String.join(", ", segment.required())));
    }
  }

  // Empty segments all hold the same rows, none.
  private static String rows(Segment segment) {
    return segment.rows() == 0 ? "empty " + segment.digest().hex() : segment.rowsDigest().hex();
  }

  private static void requireSame(String dataset, String what, String present, String added) {
    if (!present.equals(added)) {
      throw new DataException(
          "dataset " + dataset + " has the " + what + " " + present + ", but here it is " + added);
    }
  }
}
