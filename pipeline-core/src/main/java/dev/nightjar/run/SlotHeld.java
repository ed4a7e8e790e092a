package dev.nightjar.run;

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
            + "; its lease lasts until "
            + held.until()
            + " and is renewed while it works");
  }
}
