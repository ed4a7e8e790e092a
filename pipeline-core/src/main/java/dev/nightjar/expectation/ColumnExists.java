package dev.nightjar.expectation;

import dev.nightjar.dataset.Schema;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_column_to_exist}. With {@code column_index} (from 0) the name must stand at it;
 * Great Expectations does not check index 0, this does.
 */
record ColumnExists(ExpectationSpec spec, String column, @Nullable Long index)
    implements Expectation {

  static final Kind KIND =
      Kind.of(
          "expect_column_to_exist",
          a ->
              new ColumnExists(
                  a.spec(),
                  a.name("column"),
                  a.value("column_index") == null ? null : a.count("column_index")),
          "column",
          "column_index");

  @Override
  public List<String> columns() {
    return List.of(column);
  }

  @Override
  public List<Question<?>> questions(Schema schema, LocalDateTime cutoff) {
    return List.of();
  }

  @Override
  public ExpectationResult judge(Answers answers) {
    long found = answers.schema().names().indexOf(column);
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("observed_value", found);
    boolean success = found >= 0 && (index == null || index == found);
    String wanted = index == null ? "" : " at position " + index;
    return ExpectationResult.of(
        spec, success, result, "column " + column + wanted + ": it is at position " + found);
  }
}
