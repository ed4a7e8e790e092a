package dev.nightjar.gate;

import java.util.List;

/**
 * What the gates add up to.
 *
 * @param verdict only PROMOTE moves the champion
 * @param results one for each gate, or for each slice of a gate with {@code per}, in the policy's
 *     order
 * @param reasons the sentences of what stands against a promotion; of a PROMOTE, of what passed
 * @param headline the verdict's reason in one or two sentences
 */
public record Judgement(
    Verdict verdict, List<GateResult> results, List<String> reasons, String headline) {

  public Judgement {
    results = List.copyOf(results);
    reasons = List.copyOf(reasons);
  }
}
