package dev.nightjar.lineage;

import dev.nightjar.dataset.SegmentChoice;
import dev.nightjar.dataset.Snapshot;
import java.util.List;

/**
 * What a pipeline's recipe comes to for one night, without running it.
 *
 * @param pipeline name of the pipeline
 * @param snapshot what the night would read
 * @param choices each segment of the dataset, in order of name
 * @param findings what a person should look at: patterns without a segment, a day that is missing
 */
public record ResolvedRecipe(
    String pipeline, Snapshot snapshot, List<SegmentChoice> choices, List<String> findings) {

  public ResolvedRecipe {
    choices = List.copyOf(choices);
    findings = List.copyOf(findings);
  }
}
