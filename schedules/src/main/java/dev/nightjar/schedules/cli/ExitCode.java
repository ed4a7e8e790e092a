package dev.nightjar.schedules.cli;

import dev.nightjar.gate.Verdict;
import dev.nightjar.schedules.NightResult;

/** What the process tells whoever called it. Documented in {@code nightjar --help}. */
final class ExitCode {

  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int BLOCKED = 3;
  static final int NOT_PROMOTED = 4;

  private ExitCode() {}

  /** The code for a night. */
  static int of(NightResult night, boolean failUnlessPromoted) {
    return switch (night.state()) {
      case SUCCEEDED ->
          failUnlessPromoted && night.verdict() != Verdict.PROMOTE ? NOT_PROMOTED : DONE;
      case BLOCKED -> BLOCKED;
      case QUEUED, RUNNING, AWAITING_APPROVAL, STALE, FAILED, CANCELLED, SKIPPED -> FAILED;
    };
  }
}
