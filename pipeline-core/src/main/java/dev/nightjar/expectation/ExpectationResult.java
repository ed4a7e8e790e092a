package dev.nightjar.expectation;

import com.fasterxml.jackson.annotation.JsonProperty;
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
    Map<String, Object> result,
    @JsonProperty("exception_info") @Nullable String exceptionInfo,
    String sentence) {}
