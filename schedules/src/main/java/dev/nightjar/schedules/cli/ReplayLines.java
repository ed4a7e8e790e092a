package dev.nightjar.schedules.cli;

import dev.nightjar.decision.Replay;
import dev.nightjar.text.Figures;
import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A replay, in lines. */
final class ReplayLines {

  private ReplayLines() {}

  static void print(Replay replay, PrintWriter out) {
    out.printf(
        "%s of %s, run %s: %s, reckoned again from %s scored rows%n",
        replay.pipeline(),
        replay.date(),
        replay.runId(),
        replay.verdict(),
        Figures.count(replay.rows()));
    if (replay.same()) {
      out.printf("The same, bit by bit: SHA-256 %s%n", replay.digest().hex());
    } else {
      int all = replay.differences().size() + replay.further();
      out.printf(
          "NOT the same as stored: %s%n",
          all == 1 ? "one value differs" : Figures.count(all) + " values differ");
      for (Replay.Difference d : replay.differences()) {
        out.printf(
            "  %s %s%n    stored      %s%n    recomputed  %s%n",
            d.document(), d.path(), or(d.stored()), or(d.recomputed()));
      }
      if (replay.further() > 0) {
        out.printf("  and %s more%n", Figures.count(replay.further()));
      }
    }
    replay.notes().forEach(out::println);
  }

  private static String or(@Nullable String value) {
    return Objects.requireNonNullElse(value, "nothing");
  }
}
