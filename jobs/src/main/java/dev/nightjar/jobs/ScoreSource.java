package dev.nightjar.jobs;

import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.TestSet;
import dev.nightjar.latency.Timings;
import dev.nightjar.reuse.ReuseLog;
import dev.nightjar.reuse.ReuseState;
import dev.nightjar.reuse.Use;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the scores of a night come from, and where what was judged is written down. The night asks
 * its models; whoever looks back asks the store, and writes nothing. All else is the same for both.
 */
interface ScoreSource {

  /** By role, in the order in which they are judged. */
  Map<String, Judged> models();

  /** The model's score for every row of the set. */
  double[] scores(TestSet set, String role, Frame frame) throws IOException;

  /** The same, found once more without the first answer where that can be done. */
  double[] again(TestSet set, String role, Frame frame) throws IOException;

  /** Whether the night measures drift: one that is older than this does not. */
  boolean measuresDrift();

  /** The candidate's score for every dev row. */
  double[] development(Frame dev) throws IOException;

  /** The scores of changed rows; null: the night is older than these. */
  @Nullable ChangedScores changes();

  /** How long the models take for the rows, one at a time; null: it was not asked. */
  @Nullable Timings timings(TestSet set, Frame rows) throws IOException;

  /** Keeps a part of the record, and names it. */
  Digest keep(byte[] content) throws IOException;

  /** The same for a file. */
  Digest keep(Path file) throws IOException;

  /** The decisions on a test set up to this one, which is in the log before anybody hears of it. */
  ReuseState decided(ReuseLog log, Use use, List<String> answer) throws IOException;
}
