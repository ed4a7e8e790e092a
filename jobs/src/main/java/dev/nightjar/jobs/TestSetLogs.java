package dev.nightjar.jobs;

import dev.nightjar.dataset.Label;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.reuse.ReuseLog;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.ObjectStore;
import java.time.InstantSource;

/** Where the decisions on a pipeline's test sets are written down. */
public final class TestSetLogs {

  private static final int SHORT = 12;

  private TestSetLogs() {}

  /**
   * The log of a test set, which need not exist yet.
   *
   * @param clock gives entries their time
   */
  public static ReuseLog of(
      ObjectStore store, Pipeline pipeline, TestSet set, InstantSource clock) {
    return new ReuseLog(store, id(pipeline, set), clock);
  }

  /**
   * The same for the same days and labels of a dataset, whatever else a pipeline says: a set does
   * not become another one because its rows are chosen a little otherwise.
   */
  static String id(Pipeline pipeline, TestSet set) {
    String days =
        set.span() instanceof TestSet.Fixed fixed
            ? fixed.from() + "." + fixed.to()
            : "last-" + ((TestSet.Recent) set.span()).last();
    String dataset = pipeline.recipe().dataset();
    Named named = new Named(dataset, days, pipeline.label());
    return dataset + "." + days + "." + CanonicalJson.digest(named).head(SHORT);
  }

  private record Named(String dataset, String days, Label label) {}
}
