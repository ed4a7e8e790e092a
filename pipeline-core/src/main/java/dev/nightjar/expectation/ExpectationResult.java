package dev.nightjar.expectation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an expectation found.
 *
 * @param success whether it holds; false too when it could not be answered
 * @param expectationType Great Expectations' name
 * @param kwargs its arguments
 * @param severity what failure does
 * @param result the fields of Great Expectations' result: element_count, missing_count,
 *     unexpected_count, unexpected_percent, unexpected_percent_total, partial_unexpected_list,
 *     observed_value, …
 * @param exceptionInfo why it could not be answered; null: it was
 * @param sentence one line for people
 */
public record ExpectationResult(
    boolean success,
    @JsonProperty("expectation_type") String expectationType,
    Map<String, Object> kwargs,
    Severity severity,
    Map<String, @Nullable Object> result,
    @JsonProperty("exception_info") @Nullable String exceptionInfo,
    String sentence) {

  /** The field of {@code result} that says where unexpected rows are: segment, row, values. */
  public static final String PLACES = "partial_unexpected_index_list";

  public ExpectationResult {
    result = Collections.unmodifiableMap(new LinkedHashMap<>(result));
  }

  /** A judged expectation. */
  public static ExpectationResult of(
      ExpectationSpec spec,
      boolean success,
      Map<String, @Nullable Object> result,
      String sentence) {
    return new ExpectationResult(
        success, spec.type(), spec.kwargs(), spec.severity(), result, null, sentence);
  }

  /** One that could not be answered, which is a failure. */
  public static ExpectationResult unanswered(ExpectationSpec spec, String why) {
    return new ExpectationResult(
        false,
        spec.type(),
        spec.kwargs(),
        spec.severity(),
        Map.of(),
        why,
        spec.type() + ": " + why);
  }
}
