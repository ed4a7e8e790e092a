package dev.nightjar.lineage;

import dev.nightjar.dataset.SegmentChoice;
import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.TimeRange;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A {@link ResolvedRecipe} for a terminal. */
public final class RecipeText {

  private static final int HEAD = 12;

  private RecipeText() {}

  /** Which data the night reads: one line for each side. */
  public static List<String> lines(ResolvedRecipe recipe) {
    Snapshot snapshot = recipe.snapshot();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s · %s · snapshot %s"
            .formatted(
                recipe.pipeline(), snapshot.logicalTime(), snapshot.id().substring(0, HEAD)));
    lines.add("");
    lines.add(
        "  dataset  %s at entry %d: %s"
            .formatted(
                snapshot.dataset(),
                snapshot.logPosition(),
                segments(recipe.choices(), SegmentChoice::isUsed)));
    lines.add(side(SegmentChoice.TRAIN, snapshot.train(), recipe));
    snapshot
        .testSets()
        .forEach(
            (set, range) -> {
              String empty = snapshot.emptySets().get(set);
              lines.add(empty == null ? side(set, range, recipe) : line(set, "empty: " + empty));
            });
    Snapshot.Labels labels = snapshot.labels();
    if (labels != null) {
      lines.add(
          line(
              "labels",
              "dataset %s at entry %d: %s"
                  .formatted(
                      labels.dataset(),
                      labels.logPosition(),
                      Figures.count(labels.segments().size(), "segment"))));
    }
    lines.add(line("not read", segments(recipe.choices(), choice -> !choice.isUsed())));
    recipe.findings().forEach(finding -> lines.add(line("look at", finding)));
    return lines;
  }

  /** Each segment, neighbours of the same fate in one line. */
  public static List<String> explained(ResolvedRecipe recipe) {
    List<String> lines = new ArrayList<>();
    List<SegmentChoice> run = new ArrayList<>();
    for (SegmentChoice choice : recipe.choices()) {
      if (!run.isEmpty() && !fate(run.get(0)).equals(fate(choice))) {
        lines.add(line(run));
        run.clear();
      }
      run.add(choice);
    }
    if (!run.isEmpty()) {
      lines.add(line(run));
    }
    return lines;
  }

  private static String line(List<SegmentChoice> run) {
    String first = run.get(0).segment();
    String names = run.size() == 1 ? first : first + " … " + run.get(run.size() - 1).segment();
    return "  %-27s %s: %s".formatted(names, segments(run, choice -> true), fate(run.get(0)));
  }

  private static String fate(SegmentChoice choice) {
    return choice.isUsed() ? String.join(", ", choice.uses()) : "not read: " + choice.why();
  }

  private static String side(String name, TimeRange range, ResolvedRecipe recipe) {
    Snapshot.Pin pin = recipe.snapshot().pin(name);
    return line(
        name,
        "%s: %s%s"
            .formatted(
                range.words(),
                segments(recipe.choices(), choice -> choice.uses().contains(name)),
                pin == null ? "" : ", as they were at " + pin.at()));
  }

  private static String segments(List<SegmentChoice> choices, Predicate<SegmentChoice> which) {
    List<SegmentChoice> these = choices.stream().filter(which).toList();
    return Figures.count(these.size(), "segment")
        + " of "
        + Figures.count(these.stream().mapToLong(SegmentChoice::rows).sum(), "row");
  }

  private static String line(String name, String text) {
    return "  %-8s %s".formatted(name, text);
  }
}
