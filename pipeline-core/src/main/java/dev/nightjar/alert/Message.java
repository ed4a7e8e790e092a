package dev.nightjar.alert;

import java.time.Instant;
import java.util.UUID;

/**
 * An alert as it is sent.
 *
 * @param id of the alert in its ledger: the same in every channel and at every repetition, so that
 *     a receiver can drop what it has already
 * @param at when the ledger wrote it down
 * @param alert what is told
 */
public record Message(UUID id, Instant at, Alert alert) {}
