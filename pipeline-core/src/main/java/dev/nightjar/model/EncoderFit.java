package dev.nightjar.model;

import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Fits an {@link Encoder}. */
final class EncoderFit {

  private final Frame rows;
  private final boolean standardise;
  private final int minCount;
  private final List<EncodedFeature> kept = new ArrayList<>();
  private final List<Encoder.Dropped> dropped = new ArrayList<>();

  EncoderFit(Frame rows, boolean standardise, int minCount) {
    this.rows = rows;
    this.standardise = standardise;
    this.minCount = minCount;
  }

  Encoder fit(List<Feature> features) {
    if (rows.rows() == 0) {
      throw new DataException("There are no training rows to fit features on.");
    }
    List<String> names = rows.columns().stream().map(FrameColumn::name).toList();
    Set<String> seen = new HashSet<>();
    for (Feature feature : features) {
      String name = feature.name();
      if (!seen.add(name)) {
        throw new DataException("Feature " + name + " stands twice.");
      }
      if (!names.contains(name)) {
        throw new DataException(
            "Feature " + name + " is no column of the rows" + Nearest.hint(name, names));
      }
      fit(feature, rows.column(name));
    }
    return new Encoder(standardise, rows.rows(), kept, dropped);
  }

  private void fit(Feature feature, FrameColumn column) {
    boolean categorical = feature.kind() == Feature.Kind.CATEGORICAL;
    if (column instanceof FrameColumn.Numbers numbers) {
      checkFinite(numbers);
      if (categorical) {
        fitCodes(numbers);
      } else {
        fitNumber(numbers);
      }
    } else if (column instanceof FrameColumn.Texts texts
        && feature.kind() != Feature.Kind.NUMERIC) {
      fitTexts(texts);
    } else {
      throw new DataException(
          "Feature "
              + feature.name()
              + " holds "
              + kind(column)
              + " and cannot be "
              + (categorical ? "categorical" : "numeric")
              + ".");
    }
  }

  private void fitNumber(FrameColumn.Numbers column) {
    double[] values = column.values();
    Moments moments = Moments.of(values);
    int missing = values.length - moments.n();
    requireSome(column.name(), moments.n());
    boolean constant = moments.min() == moments.max();
    boolean indicator = standardise && missing > 0;
    boolean value = !constant || (!standardise && missing > 0);
    if (constant) {
      drop(column.name(), value || indicator, missing);
    }
    if (value || indicator) {
      boolean scaled = standardise && value;
      kept.add(
          new EncodedNumber(
              column.name(),
              scaled ? moments.mean() : 0,
              scaled ? moments.sd() : 1,
              value,
              indicator,
              !standardise));
    }
  }

  private void drop(String name, boolean missingMatters, int missing) {
    if (missingMatters) {
      return;
    }
    dropped.add(
        new Encoder.Dropped(
            name, missing == 0 ? "one value in all training rows" : "one value or missing"));
  }

  private void fitTexts(FrameColumn.Texts column) {
    int[] counts = new int[column.dictionary().size()];
    int missing = 0;
    for (int code : column.codes()) {
      if (code < 0) {
        missing++;
      } else {
        counts[code]++;
      }
    }
    Map<String, Integer> byText = new TreeMap<>();
    for (int code = 0; code < counts.length; code++) {
      if (counts[code] > 0) {
        byText.merge(column.dictionary().get(code), counts[code], Integer::sum);
      }
    }
    Categories<String> found = categories(column.name(), byText, missing);
    if (found.columns() > 1) {
      kept.add(new EncodedText(column.name(), found.frequent(), found.other(), found.missing()));
    }
  }

  private void fitCodes(FrameColumn.Numbers column) {
    Map<Double, Integer> byNumber = new TreeMap<>();
    int missing = 0;
    for (double value : column.values()) {
      if (Double.isNaN(value)) {
        missing++;
      } else {
        byNumber.merge(value + 0.0, 1, Integer::sum);
      }
    }
    Categories<Double> found = categories(column.name(), byNumber, missing);
    if (found.columns() > 1) {
      kept.add(new EncodedCode(column.name(), found.frequent(), found.other(), found.missing()));
    }
  }

  private record Categories<T>(List<T> frequent, boolean other, boolean missing) {
    int columns() {
      return frequent.size() + (other ? 1 : 0) + (missing ? 1 : 0);
    }
  }

  private <T> Categories<T> categories(String name, Map<T, Integer> counts, int missing) {
    requireSome(name, counts.size());
    List<T> frequent = new ArrayList<>();
    counts.forEach(
        (value, count) -> {
          if (count >= minCount) {
            frequent.add(value);
          }
        });
    Categories<T> found = new Categories<>(frequent, frequent.size() < counts.size(), missing > 0);
    if (found.columns() == 1) {
      dropped.add(
          new Encoder.Dropped(
              name,
              counts.size() == 1
                  ? "one value in all training rows"
                  : "none of its "
                      + counts.size()
                      + " categories has "
                      + minCount
                      + " training rows"));
    }
    return found;
  }

  private static void requireSome(String name, int present) {
    if (present == 0) {
      throw new DataException("Feature " + name + " is missing in every training row.");
    }
  }

  private static void checkFinite(FrameColumn.Numbers column) {
    int bad = 0;
    for (double value : column.values()) {
      // NaN is missing, and compares false.
      bad += Math.abs(value) > Float.MAX_VALUE ? 1 : 0;
    }
    if (bad > 0) {
      throw infinite(column.name(), bad);
    }
  }

  static DataException infinite(String name, int rows) {
    return new DataException(
        "Feature "
            + name
            + " is infinite, or too large for a model, in "
            + rows
            + (rows == 1 ? " row." : " rows."));
  }

  static String kind(FrameColumn column) {
    if (column instanceof FrameColumn.Numbers) {
      return "numbers";
    }
    return column instanceof FrameColumn.Texts ? "texts" : "row keys";
  }
}
