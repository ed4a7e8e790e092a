package dev.nightjar.jobs;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.jobs.duckdb.ScoreTable;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a file of scores.
 *
 * @param values 0 or 1 for each row
 * @param positive the text that is positive; null: labels are numbers
 */
@SuppressWarnings("ArrayRecordComponent")
record SheetLabels(byte[] values, @Nullable String positive) {

  private static final int SHOWN = 5;

  static SheetLabels of(ScoreQuestion question, Path file, ScoreTable table, Frame frame)
      throws IOException {
    FrameColumn column = frame.column(question.label());
    String positive = question.positive();
    if (column instanceof FrameColumn.Texts texts) {
      if (positive == null) {
        throw new DataException(
            "%s: %s: expected labels 0 or 1, found texts such as %s: --positive VALUE says which one is positive, --task multiclass takes several classes"
                .formatted(
                    file,
                    question.label(),
                    String.join(", ", texts.dictionary().stream().limit(SHOWN).toList())));
      }
      require(texts.dictionary(), positive, file + ": " + question.label());
      return new SheetLabels(says(texts, positive), positive);
    }
    double[] raw = frame.numbers(question.label());
    byte[] values = new byte[raw.length];
    double yes = positive == null ? 1 : number(positive, question.label());
    boolean seen = false;
    for (int i = 0; i < raw.length; i++) {
      if (positive == null && raw[i] != 0 && raw[i] != 1) {
        throw new DataException(
            "%s: %s: expected a label 0 or 1, found %s; --positive VALUE says which one is positive, --task regression takes numbers"
                .formatted(table.place(frame, i), question.label(), plain(raw[i])));
      }
      values[i] = (byte) (raw[i] == yes ? 1 : 0);
      seen |= raw[i] == yes;
    }
    if (positive != null && !seen) {
      TreeSet<String> known = new TreeSet<>();
      for (int i = 0; i < raw.length && known.size() < SHOWN; i++) {
        known.add(plain(raw[i]));
      }
      require(List.copyOf(known), positive, file + ": " + question.label());
    }
    return new SheetLabels(values, positive);
  }

  /** 1 where a model's decision is the positive text, 0 elsewhere. */
  double[] decisions(FrameColumn.Texts texts) {
    byte[] said = says(texts, Objects.requireNonNull(positive));
    double[] scores = new double[said.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = said[i];
    }
    return scores;
  }

  private static byte[] says(FrameColumn.Texts texts, String positive) {
    int code = texts.dictionary().indexOf(positive);
    byte[] values = new byte[texts.rows()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (code >= 0 && texts.codes()[i] == code ? 1 : 0);
    }
    return values;
  }

  private static void require(List<String> known, String positive, String where) {
    if (!known.contains(positive)) {
      throw new DataException(
          "%s: --positive: no row has the label %s%s; there are %s"
              .formatted(
                  where,
                  positive,
                  Nearest.hint(positive, known),
                  String.join(", ", known.stream().limit(SHOWN).toList())));
    }
  }

  private static double number(String positive, String label) {
    return switch (positive) {
      case "true" -> 1;
      case "false" -> 0;
      default -> {
        try {
          yield Double.parseDouble(positive);
        } catch (NumberFormatException e) {
          throw new DataException(
              "%s: expected a number for --positive, as labels are, found %s"
                  .formatted(label, positive),
              e);
        }
      }
    };
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
