package dev.nightjar.run;

import java.time.temporal.ChronoUnit;

/** The slot cannot be run now, since another process works on it. */
public final class SlotHeld extends RuntimeException {

  private static final long serialVersionUID = 1;

  public SlotHeld(Claim.HeldBy held) {
    super(
        held.run().slot()
            + " is being run (run "
            + held.run().id()
            + ") by process "
            + held.holder().pid()
            + " on "
            + held.holder().host()
            + "; wait for it, or stop it, then give the command again (a process that died on another"
            + " host lets go at "
            + held.until().truncatedTo(ChronoUnit.SECONDS)
            + ")");
  }
}
