package dev.nightjar.schedules.cli;

import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillOptions;
import dev.nightjar.run.BackfillOptions.Order;
import dev.nightjar.run.BackfillState.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words about backfills. */
final class BackfillText {

  private static final int BAR = 20;

  private BackfillText() {}

  /** A backfill in a list. */
  static String line(Backfill backfill) {
    return String.format(
            Locale.ROOT,
            "  %4d  %-20s  %-26s  %-9s  %s%s",
            backfill.id(),
            backfill.spec().pipeline(),
            backfill.spec().nights(),
            backfill.state().status(),
            progress(backfill),
            backfill.state().reason().isEmpty() ? "" : "  " + backfill.state().reason())
        .stripTrailing();
  }

  /** How far it is; what is left is only said of one that goes on. */
  static String progress(Backfill backfill) {
    int parallel = backfill.spec().options().parallel();
    return backfill.state().status() == Status.RUNNING
        ? backfill.progress().text(parallel)
        : backfill.progress().over() + " of " + backfill.progress().total();
  }

  /** The same with a bar before it. */
  static String bar(Backfill backfill) {
    int filled = (int) (BAR * backfill.progress().fraction());
    return "█".repeat(filled) + "░".repeat(BAR - filled) + "  " + progress(backfill);
  }

  /** How it goes about its nights. */
  static String how(BackfillOptions options) {
    String order = options.order() == Order.OLD_TO_NEW ? "old to new" : "new to old";
    return (options.parallel() == 1
            ? "one night at a time"
            : options.parallel() + " nights at once")
        + ", "
        + order
        + (options.stopOnFailure() ? ", stops at the first failure" : "");
  }

  /** What became of it, and what a person can do about that. */
  static List<String> end(Backfill backfill) {
    List<String> lines = new ArrayList<>();
    String name = "backfill " + backfill.id();
    switch (backfill.state().status()) {
      case RUNNING -> lines.add(name + " goes on elsewhere");
      case PAUSED -> {
        lines.add(name + " is paused (" + backfill.state().reason() + ")");
        lines.add("nightjar backfill resume " + backfill.id() + " ends that; then call this again");
      }
      case SUCCEEDED -> lines.add(name + ": every night is done");
      case FAILED, CANCELLED ->
          lines.add(name + " is " + backfill.state().status() + ": " + backfill.state().reason());
    }
    return lines;
  }
}
