package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.jobs.duckdb.ScoreTable;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The labels that occur in any of some files: each cell of the label's and of the models' columns
 * holds those of its row with | between them, and | alone where there are none.
 *
 * @param names by their characters
 */
record LabelNames(List<String> names) {

  private static final int MOST = 1000;

  LabelNames {
    names = List.copyOf(names);
  }

  static LabelNames of(ScoreQuestion question, List<ScoreTable> tables) {
    Set<String> found = new TreeSet<>();
    for (int i = 0; i < tables.size(); i++) {
      for (String cell : ClassColumns.occurring(question, tables.get(i))) {
        found.addAll(split(cell));
      }
      if (found.size() > MOST) {
        throw new DataException(
            "%s: expected at most %s labels with | between them, found %s"
                .formatted(
                    question.files().get(i), Figures.count(MOST), Figures.count(found.size())));
      }
    }
    if (found.isEmpty()) {
      throw new DataException(question.files().get(0) + ": no row has a label, or is given one");
    }
    return new LabelNames(new ArrayList<>(found));
  }

  private static List<String> split(String cell) {
    return Arrays.stream(cell.split("[|]", -1))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .toList();
  }

  /** The places of a cell's labels, ascending, each once. */
  int[] places(String cell) {
    return split(cell).stream().mapToInt(names::indexOf).sorted().distinct().toArray();
  }

  /** Columns that are read as texts. */
  static ClassColumns.Beside beside(ScoreQuestion question) {
    return new ClassColumns(question, List.of(), false).beside();
  }
}
