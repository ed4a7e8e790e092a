package dev.nightjar.expectation;

import java.util.List;

/**
 * What a suite found.
 *
 * @param success whether every expectation holds, whatever its severity
 * @param rows rows that were asked
 * @param results one for each expectation, in the suite's order
 */
public record CheckReport(boolean success, long rows, List<ExpectationResult> results) {

  public CheckReport {
    results = List.copyOf(results);
  }

  /** Whether a critical expectation failed, so that nothing may be trained. */
  public boolean blocks() {
    return results.stream().anyMatch(r -> !r.success() && r.severity() == Severity.CRITICAL);
  }

  /** How many hold. */
  public long passed() {
    return results.stream().filter(ExpectationResult::success).count();
  }
}
