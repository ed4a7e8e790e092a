package dev.nightjar.lineage;

import dev.nightjar.dataset.Column;
import dev.nightjar.dataset.Segment;
import dev.nightjar.lineage.DatasetDiff.ColumnShift;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words of a {@link DatasetDiff}. */
public final class DatasetDiffText {

  private static final int MOST_SEGMENTS = 10;
  private static final int MOST_CHARACTERS = 40;

  private DatasetDiffText() {}

  /** One line each. */
  public static List<String> lines(DatasetDiff diff) {
    List<String> lines = new ArrayList<>();
    lines.add("dataset " + diff.dataset());
    lines.add("  A  " + side(diff.before()));
    lines.add("  B  " + side(diff.after()));
    lines.add("");
    if (diff.none()) {
      lines.add("no difference");
      return lines;
    }
    segments(diff.segments(), lines);
    columns(diff.columns(), lines);
    lines.add(rows(diff.rows()));
    lines.add(
        Figures.count(diff.read(), "segment") + " read; what both have cancels out of the counts");
    if (!diff.distributions().isEmpty()) {
      distributions(diff, lines);
    }
    return lines;
  }

  private static String side(DatasetDiff.Side side) {
    return "%s: entry %d, %s, %s"
        .formatted(
            side.name(),
            side.position(),
            Figures.count(side.segments(), "segment"),
            Figures.count(side.rows(), "row"));
  }

  private static void segments(SegmentChanges changes, List<String> lines) {
    List<Segment> replaced =
        changes.replaced().stream().map(SegmentChanges.Replaced::after).toList();
    lines.add(
        "segments: %d added, %d removed, %d replaced, %d the same"
            .formatted(
                changes.added().size(),
                changes.removed().size(),
                changes.replaced().size(),
                changes.same()));
    named("+", changes.added(), lines);
    named("-", changes.removed(), lines);
    named("~", replaced, lines);
  }

  private static void named(String sign, List<Segment> segments, List<String> lines) {
    segments.stream()
        .limit(MOST_SEGMENTS)
        .forEach(
            s -> lines.add("  " + sign + " " + s.name() + "  " + Figures.count(s.rows(), "row")));
    if (segments.size() > MOST_SEGMENTS) {
      lines.add("  " + sign + " and " + (segments.size() - MOST_SEGMENTS) + " more");
    }
  }

  private static void columns(ColumnChanges changes, List<String> lines) {
    if (changes.none()) {
      lines.add("columns: the same");
      return;
    }
    lines.add("columns:");
    for (Column column : changes.added()) {
      lines.add("  + " + column.name() + "  " + word(column.type()));
    }
    for (Column column : changes.removed()) {
      lines.add("  - " + column.name() + "  " + word(column.type()));
    }
    for (ColumnChanges.Retyped column : changes.retyped()) {
      lines.add(
          "  ~ %s  %s became %s"
              .formatted(column.column(), word(column.before()), word(column.after())));
    }
  }

  private static String word(Enum<?> type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private static String rows(DatasetDiff.RowChanges rows) {
    String counts =
        "rows: "
            + Figures.count(rows.added())
            + " added, "
            + Figures.count(rows.removed())
            + " removed";
    return rows.id().isEmpty()
        ? counts + " (compared whole; --id tells which changed)"
        : counts
            + ", "
            + Figures.count(rows.changed())
            + " changed, by "
            + String.join(", ", rows.id());
  }

  private static void distributions(DatasetDiff diff, List<String> lines) {
    lines.add("");
    boolean all = diff.compared() == DatasetDiff.Compared.ALL;
    lines.add(
        all
            ? "distributions of all rows, the most moved first"
            : "distributions of what differs: rows of segments that only A or only B has (--all for"
                + " all rows), the most moved first");
    lines.add(
        "distinct counts and quantiles are approximate; PSI below 0.1 is little, from 0.25 much");
    if (diff.distributions().stream().allMatch(s -> s.distance() == null)) {
      lines.add("no distances: only one of the two has such rows");
    }
    for (ColumnShift shift : diff.distributions()) {
      Double distance = shift.distance();
      lines.add(
          shift.column()
              + (distance == null
                  ? ""
                  : "  PSI %s (%s by chance)"
                      .formatted(
                          Figures.fixed(distance, 3),
                          Figures.fixed(shift.byChance() == null ? 0 : shift.byChance(), 3))));
      profile("A", shift.before(), lines);
      profile("B", shift.after(), lines);
    }
  }

  private static void profile(String side, ColumnProfile profile, List<String> lines) {
    if (profile.rows() == 0) {
      return;
    }
    StringBuilder line = new StringBuilder("  " + side + "  ");
    line.append(Figures.count(profile.rows(), "row"));
    line.append(", ").append(Figures.count(profile.nulls())).append(" null");
    line.append(", ").append(Figures.count(profile.distinct())).append(" distinct");
    if (profile.min() != null && profile.max() != null) {
      line.append(", ").append(profile.min()).append(" to ").append(profile.max());
    }
    Double mean = profile.mean();
    if (mean != null) {
      line.append(", mean ").append(number(mean));
    }
    if (!profile.quantiles().isEmpty()) {
      line.append(", quantiles ");
      line.append(
          profile.quantiles().stream()
              .map(DatasetDiffText::number)
              .collect(Collectors.joining(" ")));
    }
    if (!profile.top().isEmpty()) {
      line.append(", ");
      line.append(
          profile.top().stream()
              .map(t -> cut(t.value()) + " " + Figures.count(t.rows()))
              .collect(Collectors.joining(", ")));
    }
    lines.add(line.toString());
  }

  private static String number(double value) {
    return Math.rint(value) == value && Math.abs(value) < 1e15
        ? Figures.fixed(value, 0)
        : Figures.fixed(value, Figures.decimals(Math.abs(value) / 10));
  }

  private static String cut(String value) {
    String line = value.replaceAll("\\p{Cntrl}", " ");
    return line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) + "…" : line;
  }
}
