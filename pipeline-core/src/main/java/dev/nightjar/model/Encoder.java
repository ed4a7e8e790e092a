package dev.nightjar.model;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns rows into a {@link Matrix}, in the way that was fitted on the training rows. Immutable and
 * thread-safe; its JSON is part of the candidate, so that a model scores later rows as it was
 * trained.
 *
 * @param standardised whether numbers were standardised and missing ones filled in
 * @param rows training rows that it was fitted on
 * @param features in the order of the matrix's columns
 * @param dropped features that say nothing
 */
public record Encoder(
    boolean standardised, long rows, List<EncodedFeature> features, List<Dropped> dropped) {

  /** A category with a column of its own has at least this many training rows. */
  public static final int MIN_COUNT = 10;

  // Rows that are encoded together, so that what is written stays in the cache.
  private static final int BLOCK = 512;

  public Encoder {
    features = List.copyOf(features);
    dropped = List.copyOf(dropped);
  }

  /** A feature without a column of its own, and why. */
  public record Dropped(String name, String reason) {}

  /** Fits with {@link #MIN_COUNT}. */
  public static Encoder fit(Frame trainRows, List<Feature> features, boolean standardise) {
    return fit(trainRows, features, standardise, MIN_COUNT);
  }

  /**
   * Fits an encoder on the training rows.
   *
   * <ul>
   *   <li>Numbers (booleans are 0 and 1, dates days since 1970) are one column each. With {@code
   *       standardise} it is {@code (x − mean) / sd} over the rows where it is there (divisor n), a
   *       missing one is the mean, and a second column marks missing ones if the training rows had
   *       any. Without, the number is kept and a missing one stays NaN.
   *   <li>Categories are columns of 0 and 1: in ascending order those with at least {@code
   *       minCount} rows, then one for all others, then one for missing ones; the last two only if
   *       training rows had any. A row without a column of its own is all zeros.
   *   <li>A feature with one value in all training rows has no column; it is in {@link #dropped}.
   * </ul>
   *
   * @throws DataException when there are no rows, a column is not there, is missing in all rows, is
   *     of a kind that cannot be encoded as asked, or holds a number beyond the range of float
   */
  public static Encoder fit(
      Frame trainRows, List<Feature> features, boolean standardise, int minCount) {
    return new EncoderFit(trainRows, standardise, minCount).fit(features);
  }

  /** The columns that a frame must have. */
  public List<String> requiredColumns() {
    return features.stream().map(EncodedFeature::name).toList();
  }

  /** The names of the matrix's columns, for people. */
  public List<String> columns() {
    return features.stream().flatMap(feature -> feature.columns().stream()).toList();
  }

  /**
   * Throws {@link DataException} that names every column that is not there or holds another kind of
   * value than in training.
   */
  public void check(Frame frame) {
    List<String> names = frame.columns().stream().map(FrameColumn::name).toList();
    List<String> problems = new ArrayList<>();
    for (EncodedFeature feature : features) {
      String name = feature.name();
      if (!names.contains(name)) {
        problems.add("column " + name + " is not there" + Nearest.hint(name, names));
      } else if (!feature.accepts(frame.column(name))) {
        problems.add(
            "column "
                + name
                + " holds "
                + EncoderFit.kind(frame.column(name))
                + ", but held "
                + feature.expects()
                + " when the model was trained");
      }
    }
    if (!problems.isEmpty()) {
      throw new DataException(
          "These rows do not fit the model's features: " + String.join("; ", problems) + ".");
    }
  }

  /**
   * Encodes all rows.
   *
   * @throws DataException as {@link #check}, and when a number is infinite or becomes so in float:
   *     the message has the column and the count of such rows
   */
  public Matrix encode(Frame frame) {
    return encode(frame, 0, frame.rows());
  }

  /** Encodes the rows {@code from} (inclusive) to {@code to} (exclusive), as {@link #encode}. */
  public Matrix encode(Frame frame, int from, int to) {
    check(frame);
    int width = columns().size();
    long cells = (long) (to - from) * width;
    if (cells > Integer.MAX_VALUE - 8) {
      throw new DataException(
          (to - from) + " rows × " + width + " encoded columns do not fit in memory. " + widest());
    }
    float[] out = new float[(int) cells];
    List<ColumnWriter> writers = new ArrayList<>();
    features.forEach(feature -> writers.add(feature.on(frame.column(feature.name()))));
    int[] bad = new int[features.size()];
    for (int block = from; block < to; block += BLOCK) {
      int end = Math.min(to, block + BLOCK);
      int at = (block - from) * width;
      for (int f = 0; f < bad.length; f++) {
        bad[f] += writers.get(f).write(block, end, out, at, width);
        at += features.get(f).columns().size();
      }
    }
    for (int f = 0; f < bad.length; f++) {
      if (bad[f] > 0) {
        throw EncoderFit.infinite(features.get(f).name(), bad[f]);
      }
    }
    return new Matrix(to - from, width, out);
  }

  private String widest() {
    EncodedFeature widest = features.get(0);
    for (EncodedFeature feature : features) {
      widest = feature.columns().size() > widest.columns().size() ? feature : widest;
    }
    return "The widest feature is " + widest.name() + ": " + widest.columns().size() + " columns.";
  }
}
