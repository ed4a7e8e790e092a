package dev.nightjar.jobs;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.jobs.duckdb.ScoreTable;
import dev.nightjar.text.Figures;
import dev.nightjar.text.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The classes of files of scores, and the columns that are about them: the label, a column of
 * classes for each model, and, where all models have them, a column {@code COL.p.CLASS} for the
 * probability that the model of column {@code COL} gives to a class.
 *
 * @param classes all that occur in any file, numbers in their order, else by their characters
 * @param probabilities whether all models have them
 */
record ClassColumns(ScoreQuestion question, List<String> classes, boolean probabilities) {

  /** Columns beside those that every task reads. */
  record Beside(Set<String> values, Set<String> names) {

    static Beside none() {
      return new Beside(Set.of(), Set.of());
    }
  }

  private static final String OF_CLASS = ".p.";
  private static final int MOST = 1000;

  ClassColumns {
    classes = List.copyOf(classes);
  }

  /** Throws {@link DataException} when a probability column of a class is not there. */
  static ClassColumns of(ScoreQuestion question, List<ScoreTable> tables) {
    Set<String> found = new TreeSet<>();
    boolean probabilities = true;
    for (int i = 0; i < tables.size(); i++) {
      Set<String> own = occurring(question, tables.get(i));
      if (own.size() > MOST) {
        throw new DataException(
            "%s: %s: expected at most %s classes, found %s; --task regression takes numbers"
                .formatted(
                    question.files().get(i),
                    question.label(),
                    Figures.count(MOST),
                    Figures.count(own.size())));
      }
      found.addAll(own);
      for (String column : question.models().values()) {
        Set<String> named = named(column, tables.get(i));
        probabilities &= !named.isEmpty();
        found.addAll(named);
      }
    }
    List<String> classes = new ArrayList<>(found);
    if (classes.stream().allMatch(c -> c.matches("-?[0-9]{1,15}"))) {
      classes.sort(Comparator.comparingLong(Long::parseLong));
    }
    ClassColumns columns = new ClassColumns(question, classes, probabilities);
    if (probabilities) {
      for (int i = 0; i < tables.size(); i++) {
        columns.require(question.files().get(i), tables.get(i));
      }
    }
    return columns;
  }

  /** The texts that the label's and the models' columns of a file hold. */
  static Set<String> occurring(ScoreQuestion question, ScoreTable table) {
    Set<String> names = new LinkedHashSet<>();
    names.add(table.column("--label", question.label()).name());
    question.models().forEach((role, c) -> names.add(table.column("--" + role, c).name()));
    Frame frame = table.read(question.label(), Set.of(), names, List.of(), List.of());
    Set<String> found = new TreeSet<>();
    for (String name : names) {
      ColumnType type = table.column("--label", name).type();
      FrameColumn.Texts texts = (FrameColumn.Texts) frame.column(ScoreTable.NAME + name);
      texts.dictionary().forEach(text -> found.add(plain(type, text)));
    }
    return found;
  }

  /** The classes of whose probabilities the model of that column has columns. */
  private static Set<String> named(String column, ScoreTable table) {
    Set<String> named = new TreeSet<>();
    String prefix = column + OF_CLASS;
    for (String name : table.schema().names()) {
      if (name.startsWith(prefix)) {
        named.add(name.substring(prefix.length()));
      }
    }
    return named;
  }

  private void require(Path file, ScoreTable table) {
    List<String> names = table.schema().names();
    for (String column : question.models().values()) {
      for (String name : classes) {
        String of = probability(column, name);
        if (!names.contains(of)) {
          List<String> own = names.stream().filter(n -> n.startsWith(column + OF_CLASS)).toList();
          throw new DataException(
              "%s: %s has probabilities, and none of the class %s: there is no column %s%s"
                  .formatted(file, column, name, of, Nearest.hint(of, own)));
        }
      }
    }
  }

  static String probability(String column, String name) {
    return column + OF_CLASS + name;
  }

  /** Whole numbers are called alike whether or not their column has others. */
  static String plain(ColumnType type, String text) {
    return type == ColumnType.DOUBLE && text.endsWith(".0")
        ? text.substring(0, text.length() - 2)
        : text;
  }

  /** What a file's frame has besides. */
  Beside beside() {
    Set<String> names = new LinkedHashSet<>(question.models().values());
    names.add(question.label());
    Set<String> values = new LinkedHashSet<>();
    if (probabilities) {
      for (String column : question.models().values()) {
        classes.forEach(c -> values.add(probability(column, c)));
      }
    }
    return new Beside(values, names);
  }
}
