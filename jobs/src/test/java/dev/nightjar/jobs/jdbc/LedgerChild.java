package dev.nightjar.jobs.jdbc;

import dev.nightjar.run.Claim;
import dev.nightjar.run.Holder;
import dev.nightjar.run.Lease;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.Reprocess;
import dev.nightjar.run.RunEvent;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.Slot;
import dev.nightjar.store.Digest;
import java.nio.file.Path;
import java.time.Instant;

/** A process that works on a ledger and says on stdout what was acknowledged to it. */
final class LedgerChild {

  static final Digest PIN = Digest.of("pin");

  /** The slot that a child holds when it halts. */
  static final Slot LAST = slot(9999);

  private LedgerChild() {}

  /** {@code where mode count}. */
  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[2]);
    RunLedger ledger = open(args[0]);
    say("open");
    if (System.in.read() < 0) {
      return;
    }
    switch (args[1]) {
      case "halt" -> {
        finish(ledger, count);
        Claim claim = ledger.claim(LAST, PIN, Reprocess.ALL, Holder.current());
        say("claimed " + ((Claim.Claimed) claim).run().id());
        Runtime.getRuntime().halt(137);
      }
      case "share" -> finish(ledger, count);
      case "claim" -> {
        Claim claim = ledger.claim(slot(0), PIN, Reprocess.ALL, Holder.current());
        say(claim instanceof Claim.Claimed ? "won" : "held");
        // Whoever holds the slot lives until all have asked for it.
        if (System.in.read() >= 0) {
          ledger.close();
        }
      }
      default -> throw new IllegalArgumentException(args[1]);
    }
  }

  /** The ledger of a PostgreSQL database when this is the address of one, else of a workspace. */
  static RunLedger open(String where) {
    return PostgresAddress.isOne(where)
        ? PostgresLedger.open(PostgresAddress.parse(where), null, LeaseRules.standard())
        : H2Ledger.open(Path.of(where), LeaseRules.standard());
  }

  static Slot slot(int day) {
    return Slot.of("p", Instant.parse("2011-01-01T00:00:00Z").plusSeconds(86_400L * day));
  }

  private static void finish(RunLedger ledger, int count) {
    for (int i = 0; i < count; i++) {
      Claim claim = ledger.claim(slot(i), PIN, Reprocess.UNFINISHED_ONLY, Holder.current());
      if (claim instanceof Claim.Claimed claimed) {
        Lease lease = claimed.lease();
        ledger.apply(lease, new RunEvent.Finished("by " + ProcessHandle.current().pid()));
        say("done " + i);
      }
    }
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
