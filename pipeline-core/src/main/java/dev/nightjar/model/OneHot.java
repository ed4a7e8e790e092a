package dev.nightjar.model;

import java.util.List;
import java.util.function.IntUnaryOperator;

/** Where in a block of columns the one is: the categories, then the other ones, then missing. */
final class OneHot {

  private static final int NOWHERE = -1;

  private OneHot() {}

  static int other(int categories, boolean other) {
    return other ? categories : NOWHERE;
  }

  static int missing(int categories, boolean other, boolean missing) {
    return missing ? categories + (other ? 1 : 0) : NOWHERE;
  }

  static void addExtras(List<String> names, String name, boolean other, boolean missing) {
    if (other) {
      names.add(name + " is other");
    }
    if (missing) {
      names.add(name + " is missing");
    }
  }

  static ColumnWriter writer(IntUnaryOperator placeOfRow) {
    return (from, to, out, at, width) -> {
      for (int row = from, i = at; row < to; row++, i += width) {
        int place = placeOfRow.applyAsInt(row);
        if (place != NOWHERE) {
          out[i + place] = 1f;
        }
      }
      return 0;
    };
  }
}
