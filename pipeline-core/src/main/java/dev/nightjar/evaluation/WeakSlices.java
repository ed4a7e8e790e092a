package dev.nightjar.evaluation;

import dev.nightjar.dataset.Frame;
import dev.nightjar.evaluation.SliceSearch.Kind;
import dev.nightjar.sliceline.CodeTable;
import dev.nightjar.sliceline.FoundSlice;
import dev.nightjar.sliceline.SliceLimitException;
import dev.nightjar.sliceline.SliceLine;
import dev.nightjar.sliceline.SliceQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Searches a test set for slices on which the candidate is weak, and for those on which it is worse
 * than the champion. One half of the rows is searched, by the rows' losses and by max(0, candidate
 * − champion); the other half says what is true of it.
 */
public final class WeakSlices {

  /** A smaller slice says nothing, however small the share that is asked for. */
  private static final int FEWEST = 30;

  /** So many slices are found for one that is wanted: others tell the same rows. */
  private static final int SPARE = 5;

  private final SliceLosses losses;
  private final SliceSearchSpec spec;
  private final double confidence;
  private final long limit;
  private final Halves halves;
  private final int support;
  private final List<SliceColumn> columns;

  private WeakSlices(
      SliceLosses losses,
      long[] keys,
      Frame frame,
      SliceSearchSpec spec,
      double confidence,
      long limit) {
    this.losses = losses;
    this.spec = spec;
    this.confidence = confidence;
    this.limit = limit;
    this.halves = Halves.of(keys, losses.units());
    this.support = Math.max(FEWEST, (int) Math.ceil(spec.support() * halves.searched().length));
    SliceColumns made = new SliceColumns(frame, halves.searched());
    this.columns = spec.columns().stream().map(made::of).toList();
  }

  /**
   * Searches. One search of the candidate's own losses, and one against the champion where there is
   * one; none when the spec does not name the set. Where a search would look at too many slices,
   * they name fewer columns, and the answer says how many. The same arguments give the same answer.
   *
   * @param set with scores of candidate and champion
   * @param keys of its rows
   * @param frame holds the spec's columns of these rows
   * @param confidence one-sided: of what is confirmed, a share of 1 − confidence may be false
   */
  public static List<SliceSearch> search(
      ScoredSet set, long[] keys, Frame frame, SliceSearchSpec spec, double confidence) {
    return search(SliceLosses.of(set), keys, frame, spec, confidence);
  }

  /** The same by other losses. */
  public static List<SliceSearch> search(
      SliceLosses losses, long[] keys, Frame frame, SliceSearchSpec spec, double confidence) {
    return search(losses, keys, frame, spec, confidence, SliceQuery.LIMIT);
  }

  static List<SliceSearch> search(
      SliceLosses losses,
      long[] keys,
      Frame frame,
      SliceSearchSpec spec,
      double confidence,
      long limit) {
    if (!spec.on().contains(losses.testSet())) {
      return List.of();
    }
    WeakSlices search = new WeakSlices(losses, keys, frame, spec, confidence, limit);
    double[] candidate = losses.candidate();
    double[] champion = losses.champion();
    List<SliceSearch> all = new ArrayList<>();
    if (candidate != null && champion != null) {
      all.add(search.of(Kind.REGRESSION, candidate, champion));
    }
    if (candidate != null) {
      all.add(search.of(Kind.WEAK, candidate, null));
    }
    return all;
  }

  private SliceSearch of(Kind kind, double[] loss, double @Nullable [] reference) {
    int[] rows = halves.searched();
    double[] errors = new double[rows.length];
    Arrays.setAll(
        errors,
        i -> reference == null ? loss[rows[i]] : Math.max(0, loss[rows[i]] - reference[rows[i]]));
    CodeTable table = new CodeTable(searched(rows), errors);
    SliceLimitException tooMany = null;
    for (int level = spec.level(); level >= 1; level--) {
      try {
        List<SliceCandidate> found = found(SliceLine.search(table, query(level)), loss.length);
        SliceJury jury =
            new SliceJury(halves.confirming(), loss, reference, losses.units(), losses.counted());
        SliceJury.Said said = jury.ask(found, confidence);
        return result(kind, level, said, null);
      } catch (SliceLimitException e) {
        tooMany = e;
      }
    }
    @Nullable String problem = tooMany == null ? null : tooMany.getMessage();
    return result(kind, spec.level(), new SliceJury.Said(List.of(), confidence), problem);
  }

  private SliceSearch result(Kind kind, int level, SliceJury.Said said, @Nullable String problem) {
    return new SliceSearch(
        losses.testSet(),
        kind,
        losses.metric(),
        halves.searched().length,
        halves.confirming().length,
        support,
        level,
        said.confidence(),
        problem,
        said.findings());
  }

  private SliceQuery query(int level) {
    return new SliceQuery(SliceQuery.ALPHA, SPARE * spec.top(), support, level, limit);
  }

  private int[][] searched(int[] rows) {
    return columns.stream()
        .map(c -> IntStream.of(rows).map(row -> c.codes()[row]).toArray())
        .toArray(int[][]::new);
  }

  /** Of slices that tell the same rows only the first. */
  private List<SliceCandidate> found(List<FoundSlice> slices, int all) {
    List<SliceCandidate> kept = new ArrayList<>();
    for (FoundSlice slice : slices) {
      SliceCandidate next = SliceCandidate.of(slice, columns, all);
      if (kept.size() < spec.top() && kept.stream().noneMatch(next::isLike)) {
        kept.add(next);
      }
    }
    return kept;
  }
}
