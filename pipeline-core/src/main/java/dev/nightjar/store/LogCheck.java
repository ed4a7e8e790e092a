package dev.nightjar.store;

import java.util.List;

/**
 * What came of reading a whole log again, whose chain is whole.
 *
 * @param entries how many it has
 * @param last digest of the last one; of the log's prefix when there is none
 * @param checkpoints how many checkpoints say the same as the entries
 * @param findings checkpoints that say something else or are damaged, and strangers' objects: none
 *     of them has a say in the state
 */
public record LogCheck(long entries, Digest last, long checkpoints, List<Damage> findings) {

  public LogCheck {
    findings = List.copyOf(findings);
  }
}
