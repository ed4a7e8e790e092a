package dev.nightjar.run;

/**
 * What somebody wants done to many slots of a pipeline.
 *
 * @param pipeline whose slots
 * @param lane where they run: empty, the real history, or a shadow one that promotes nothing
 * @param nights the slots as a person named them, such as {@code 2011-06-01 to 2011-06-30}
 * @param options how
 */
public record BackfillSpec(String pipeline, String lane, String nights, BackfillOptions options) {

  /** Whether its nights move the real champion. */
  public boolean promotes() {
    return lane.isEmpty();
  }

  /** Whether both ask for the same, if at another speed. */
  public boolean isSameAs(BackfillSpec other) {
    return equals(
        new BackfillSpec(
            other.pipeline,
            other.lane,
            other.nights,
            other.options.withParallel(options.parallel())));
  }
}
