package dev.nightjar.probe;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A named change of the rows of a test set.
 *
 * @param name what people call it, such as {@code no weather}
 * @param on the test set
 * @param columns features whose values change, together in the same rows
 * @param share of the rows that change, above 0 and at most 1
 * @param change what happens to them
 */
public record Probe(String name, String on, List<String> columns, double share, Change change) {

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _-]{0,59}");

  public Probe {
    columns = List.copyOf(columns);
    check("change", name);
    if (columns.isEmpty() || Set.copyOf(columns).size() < columns.size()) {
      throw new IllegalArgumentException(name + " changes one column or more, each once");
    }
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "expected a share of rows above 0% and up to 100%, found " + Figures.percent(share));
    }
  }

  /** Throws when that cannot be the name of such a thing. */
  static void check(String what, String name) {
    if (!NAME.matcher(name).matches() || name.contains(" under ")) {
      throw new IllegalArgumentException(
          "a %s is called by letters, digits, spaces, - and _, at most 60 of them, and not by \"under\": %s"
              .formatted(what, name));
    }
  }

  /**
   * Rows after the change.
   *
   * @param frame all of them
   * @param rows how many have another value than before
   */
  public record Changed(Frame frame, long rows) {}

  /** What it does, for people: {@code wind, rain missing in 30 % of the rows}. */
  public String words() {
    return "%s %s%s"
        .formatted(
            String.join(", ", columns),
            change.words(),
            share == 1 ? "" : " in " + Figures.percent(share) + " of the rows");
  }

  /**
   * Why the change cannot be made, in a sentence; null when it can.
   *
   * @param categorical columns whose numbers are meant as names
   */
  public @Nullable String unsuited(Frame frame, Set<String> categorical) {
    for (String name : columns) {
      FrameColumn column = frame.column(name);
      if (!change.suits(column, categorical.contains(name))) {
        return "%s holds %s, and cannot be changed so: %s."
            .formatted(
                name,
                column instanceof FrameColumn.Texts
                    ? "texts"
                    : categorical.contains(name) ? "categories" : "numbers",
                change.words());
      }
    }
    return null;
  }

  /** The rows with the change, which {@link #unsuited} does not speak against. */
  public Changed of(Frame frame, long seed) {
    RowDraws draws =
        new RowDraws(seed, ((FrameColumn.Longs) frame.column(Rows.KEY)).values()).of(name);
    BitSet chosen = draws.of("rows").share(share);
    BitSet other = new BitSet(frame.rows());
    List<FrameColumn> changed = new ArrayList<>();
    for (String name : columns) {
      FrameColumn before = frame.column(name);
      FrameColumn after = change.of(before, chosen, draws.of("column " + name));
      changed.add(after);
      for (int row = 0; row < frame.rows(); row++) {
        if (!same(before, after, row)) {
          other.set(row);
        }
      }
    }
    return new Changed(frame.with(changed), other.cardinality());
  }

  /** Whether both have the same value in a row. */
  static boolean same(FrameColumn before, FrameColumn after, int row) {
    if (before instanceof FrameColumn.Texts a && after instanceof FrameColumn.Texts b) {
      int i = a.codes()[row];
      int j = b.codes()[row];
      return (i < 0 || j < 0) ? i == j : a.dictionary().get(i).equals(b.dictionary().get(j));
    }
    return before instanceof FrameColumn.Numbers a
        && after instanceof FrameColumn.Numbers b
        && Double.compare(a.values()[row], b.values()[row]) == 0;
  }
}
