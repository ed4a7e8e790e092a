package dev.nightjar.gate;

/** What the gates add up to. Only PROMOTE moves the champion. */
public enum Verdict {
  PROMOTE,
  REJECT,
  INCONCLUSIVE
}
