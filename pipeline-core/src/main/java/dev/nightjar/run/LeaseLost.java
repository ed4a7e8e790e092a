package dev.nightjar.run;

/** Another process took the slot over: whatever this one still wants to write is refused. */
public final class LeaseLost extends RuntimeException {

  private static final long serialVersionUID = 1;

  public LeaseLost(Lease lease) {
    super(
        "the lease on "
            + lease.slot()
            + " (token "
            + lease.token()
            + ") was taken over by another process; this one stops");
  }
}
