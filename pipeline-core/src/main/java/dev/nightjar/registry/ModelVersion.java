package dev.nightjar.registry;

import dev.nightjar.store.Digest;
import java.time.Instant;

/**
 * A registered candidate. {@link ModelRegistry#candidate} loads its manifest.
 *
 * @param name {@code v1}, {@code v2} and so on, in order of registration
 * @param manifest digest of the manifest
 * @param origin the model under whose name the manifest lies: another one for a shadow's first
 *     versions
 * @param logicalTime the instant that the run was for
 * @param seq number of the event
 * @param retired whether it is never to be champion again
 * @param tainted whether its training data were taken back or found wrong: it becomes champion only
 *     by force; {@link RegistryState#taints} says why
 */
public record ModelVersion(
    String name,
    Digest manifest,
    String origin,
    Instant logicalTime,
    long seq,
    boolean retired,
    boolean tainted) {

  ModelVersion retire() {
    return new ModelVersion(name, manifest, origin, logicalTime, seq, true, tainted);
  }

  ModelVersion taint() {
    return new ModelVersion(name, manifest, origin, logicalTime, seq, retired, true);
  }
}
