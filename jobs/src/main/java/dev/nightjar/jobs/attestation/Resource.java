package dev.nightjar.jobs.attestation;

import dev.nightjar.store.Digest;

/**
 * A file of a model.
 *
 * @param name path below the model's folder, with {@code /}
 * @param digest of its bytes
 */
public record Resource(String name, Digest digest) {}
