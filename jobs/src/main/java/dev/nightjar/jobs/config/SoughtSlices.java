package dev.nightjar.jobs.config;

import dev.nightjar.evaluation.SliceSearchSpec;
import dev.nightjar.evaluation.SliceSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which slices a file of gates has searched for. */
record SoughtSlices(GatesSubject subject, List<Problem> problems) {

  private static final String KEY = "weak_slices";
  private static final String GATE = "no_regression_slices";

  /**
   * Of a file whose shape was checked. Where somebody asks for a search and names nothing that it
   * could be made among, it is made among all columns.
   */
  SliceSearchSpec bind(Section file, List<String> sets, List<SliceSpec> slices) {
    boolean asked = file.node().get(KEY) instanceof YamlNode.Mapping;
    Integer gate = gate(file);
    if (subject.weighted()) {
      if (asked) {
        problems.add(unweighted(KEY + " are searched", file.line(KEY)));
      }
      if (gate != null) {
        problems.add(unweighted(GATE + " are of those that are searched", gate));
      }
      return new SliceSearchSpec(
          sets, List.of(), SliceSearchSpec.LEVEL, SliceSearchSpec.SUPPORT, SliceSearchSpec.TOP);
    }
    boolean all = slices.isEmpty() && (asked || gate != null);
    SliceSearchSpec spec =
        SliceSearchShape.bind(file, sets, all ? subject.columns() : slices, List.of(), problems);
    if (all && spec.columns().isEmpty() && !spec.on().isEmpty()) {
      problems.add(
          new Problem(
              asked || gate == null ? file.line(KEY) : gate,
              "there is nothing to search slices among: the rows have no columns beside label and"
                  + " models"));
    }
    return spec;
  }

  private static Problem unweighted(String what, int line) {
    return new Problem(line, what + " among rows without weights only: leave it out, or --weight");
  }

  /** The line of a gate that is about the slices that are found. */
  private static @Nullable Integer gate(Section file) {
    for (YamlNode item : file.items("when")) {
      if (item instanceof YamlNode.Mapping mapping && mapping.get(GATE) != null) {
        return new Section(mapping).line(GATE);
      }
    }
    return null;
  }
}
