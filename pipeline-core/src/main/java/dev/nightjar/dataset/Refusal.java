package dev.nightjar.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a night does not train or judge on its rows.
 *
 * @param leaks what the leakage rules found, of which at least one blocks unless a side does
 * @param sides sides and test sets that can say nothing
 * @param unfit models that cannot be asked about the rows, each in a sentence; null: there are
 *     none, or the night is older than these
 */
public record Refusal(
    List<Leakage.Finding> leaks, List<Degenerate> sides, @Nullable List<String> unfit) {

  private static final int SHOWN = 3;

  /** A side in numbers, and what is wrong with it in words. */
  public record Degenerate(SideCounts counts, List<String> faults) {
    public Degenerate {
      faults = List.copyOf(faults);
    }
  }

  /** Where every model can be asked. */
  public Refusal(List<Leakage.Finding> leaks, List<Degenerate> sides) {
    this(leaks, sides, null);
  }

  public Refusal {
    leaks = List.copyOf(leaks);
    sides = List.copyOf(sides);
    unfit = unfit == null || unfit.isEmpty() ? null : List.copyOf(unfit);
  }

  /** Whether there is anything to refuse for. */
  public boolean blocks() {
    return unfit != null || dataBlock();
  }

  /** Whether it is for the rows themselves. */
  public boolean dataBlock() {
    return !sides.isEmpty() || leaks.stream().anyMatch(Leakage.Finding::blocks);
  }

  /** All that blocks in one line, with the first keys of each leak. */
  public String sentence() {
    List<String> parts = new ArrayList<>();
    List<String> leaking =
        leaks.stream().filter(Leakage.Finding::blocks).map(Refusal::words).toList();
    if (!leaking.isEmpty()) {
      parts.add(
          String.join("; ", leaking)
              + ": a comparison on rows that a model has seen would flatter it");
    }
    if (!sides.isEmpty()) {
      String faults =
          sides.stream().flatMap(s -> s.faults().stream()).collect(Collectors.joining("; "));
      parts.add(faults + ": a model or a verdict on such rows would say nothing");
    }
    if (unfit != null) {
      parts.addAll(unfit);
    }
    return String.join("; ", parts);
  }

  private static String words(Leakage.Finding finding) {
    String keys = finding.witnesses().stream().limit(SHOWN).collect(Collectors.joining(", "));
    boolean more = finding.rows() > SHOWN;
    return finding.sentence() + (keys.isEmpty() ? "" : " (keys " + keys + (more ? ", …)" : ")"));
  }
}
