package dev.nightjar.model;

import dev.nightjar.dataset.FrameColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Texts as categories: a column of 0 and 1 for each.
 *
 * @param name the frame's column
 * @param categories that have a column, in the order of the columns
 * @param other whether one more column takes every other text; without it such a row is all zeros
 * @param missing whether one more column takes missing texts; without it such a row is all zeros
 */
public record EncodedText(String name, List<String> categories, boolean other, boolean missing)
    implements EncodedFeature {

  public EncodedText {
    categories = List.copyOf(categories);
  }

  @Override
  public List<String> columns() {
    List<String> names = new ArrayList<>();
    categories.forEach(category -> names.add(name + " = " + category));
    OneHot.addExtras(names, name, other, missing);
    return names;
  }

  @Override
  public String expects() {
    return "texts";
  }

  @Override
  public boolean accepts(FrameColumn column) {
    return column instanceof FrameColumn.Texts;
  }

  @Override
  public ColumnWriter on(FrameColumn column) {
    FrameColumn.Texts texts = (FrameColumn.Texts) column;
    Map<String, Integer> places = new HashMap<>();
    categories.forEach(category -> places.put(category, places.size()));
    int[] placeOf = new int[texts.dictionary().size()];
    Arrays.setAll(
        placeOf,
        code ->
            places.getOrDefault(
                texts.dictionary().get(code), OneHot.other(categories.size(), other)));
    int absent = OneHot.missing(categories.size(), other, missing);
    int[] codes = texts.codes();
    return OneHot.writer(row -> codes[row] < 0 ? absent : placeOf[codes[row]]);
  }
}
