package dev.nightjar.schedules.cli;

import dev.nightjar.gate.Verdict;
import dev.nightjar.schedules.NightResult;
import java.util.Objects;

/** What the process tells whoever called it. Documented in {@code nightjar --help}. */
final class ExitCode {

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int BLOCKED = 3;
  static final int NOT_PROMOTED = 4;

  private ExitCode() {}

  // A verdict alone moves nothing: a tainted version and a dirty tree are kept from it.
  private static boolean isPromoted(NightResult night) {
    return night.verdict() == Verdict.PROMOTE
        && Objects.equals(night.modelVersion(), night.champion().after());
  }

  /** The code for a night. */
  static int of(NightResult night, boolean failUnlessPromoted) {
    return switch (night.state()) {
      case SUCCEEDED -> failUnlessPromoted && !isPromoted(night) ? NOT_PROMOTED : DONE;
      case BLOCKED -> BLOCKED;
      // It may be promoted yet; whoever asks by the exit code hears that it is not.
      case AWAITING_APPROVAL -> failUnlessPromoted ? NOT_PROMOTED : DONE;
      case QUEUED, RUNNING, STALE, FAILED, CANCELLED, SKIPPED -> FAILED;
    };
  }
}
