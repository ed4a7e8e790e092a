package dev.nightjar.jobs;

import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.Minimum;
import dev.nightjar.dataset.Refusal.Degenerate;
import dev.nightjar.dataset.SideCounts;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.jobs.config.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds sides and test sets on which training and judging would say nothing. */
final class Sides {

  private final String label;
  private final Minimum minimum;
  private final List<Degenerate> found = new ArrayList<>();

  private Sides(Pipeline pipeline) {
    this.label = pipeline.label().name();
    this.minimum = pipeline.least();
  }

  /** Of the two sides of the split. */
  static List<Degenerate> training(Pipeline pipeline, Frame train, Frame dev) {
    Sides sides = new Sides(pipeline);
    String group = pipeline.recipe().split().group();
    sides.look(SideCounts.of("the training side", train, group), "train", sides.minimum.train());
    sides.look(SideCounts.of("the dev side", dev, group), "dev", sides.minimum.dev());
    return List.copyOf(sides.found);
  }

  /**
   * Of the test sets; one that is empty tonight for a reason is none of them.
   *
   * @param frames the rows of each, with its unit
   */
  static List<Degenerate> tests(Pipeline pipeline, Snapshot snapshot, Map<String, Frame> frames) {
    Sides sides = new Sides(pipeline);
    for (TestSet set : pipeline.testSets()) {
      if (!snapshot.emptySets().containsKey(set.name())) {
        Frame frame = Objects.requireNonNull(frames.get(set.name()));
        int[] units = Units.of(set.unit(), frame);
        SideCounts counts = SideCounts.of("test set " + set.name(), frame, set.unit(), units);
        sides.look(counts, "test", sides.minimum.test());
      }
    }
    return List.copyOf(sides.found);
  }

  private void look(SideCounts counts, String key, int least) {
    List<String> faults = counts.faults(label, key, least, minimum);
    if (!faults.isEmpty()) {
      found.add(new Degenerate(counts, faults));
    }
  }
}
