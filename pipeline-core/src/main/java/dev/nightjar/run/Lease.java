package dev.nightjar.run;

/**
 * The right to work on a run, until it expires or is taken over. The token grows with every claim
 * of the slot, so that the ledger refuses whoever comes late.
 *
 * @param slot the slot
 * @param ordinal the run within it
 * @param token the fencing token
 */
public record Lease(Slot slot, int ordinal, long token) {}
