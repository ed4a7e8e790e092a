package dev.nightjar.schedules.http;

import dev.nightjar.access.AccessLedger;
import dev.nightjar.access.AuditEntry;
import dev.nightjar.access.AuditEntry.Outcome;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** Writes down who did what, and who was not allowed to. Thread-safe. */
final class Audit {

  /** So many refusals are written down in a minute; the next one says how many were not. */
  private static final int REFUSALS = 60;

  private final AccessLedger ledger;
  private Instant since = Instant.EPOCH;
  private int written;
  private int left;

  Audit(AccessLedger ledger) {
    this.ledger = ledger;
  }

  /** Does it, and writes down that it was done or why it was not. */
  <T> T of(Request request, String verb, String object, String reason, Callable<T> act)
      throws Exception {
    T result;
    try {
      result = act.call();
    } catch (Exception e) {
      append(
          request.caller(), verb, object, reason, Outcome.FAILED, String.valueOf(e.getMessage()));
      throw e;
    }
    append(request.caller(), verb, object, reason, Outcome.DONE, "");
    return result;
  }

  private void append(
      Caller caller, String verb, String object, String reason, Outcome outcome, String detail) {
    ledger.append(
        new AuditEntry(
            ledger.now(), caller.actor(), verb, object, reason, outcome, detail, caller.origin()));
  }

  /**
   * Writes down that somebody was refused.
   *
   * @return whether it was; false: there were too many just now
   */
  synchronized boolean refused(String actor, Context ctx, String detail) {
    Instant now = ledger.now();
    if (Duration.between(since, now).abs().compareTo(Duration.ofMinutes(1)) > 0) {
      since = now;
      written = 0;
    }
    if (written >= REFUSALS) {
      left++;
      return false;
    }
    written++;
    String others = left == 0 ? "" : "; " + left + " refusals before it were not written down";
    left = 0;
    ledger.append(
        new AuditEntry(
            now,
            actor,
            ctx.method().name(),
            ctx.path(),
            "",
            Outcome.REFUSED,
            detail + others,
            ctx.ip()));
    return true;
  }
}
