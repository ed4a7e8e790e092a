package dev.nightjar.registry;

import dev.nightjar.store.Damage;
import java.util.List;

/**
 * What {@link RegistryVerifier} read and found.
 *
 * @param model name of the model
 * @param entries entries of its log
 * @param manifests manifests of versions
 * @param objects models, encoders, training keys and decisions
 * @param bytes of all that was read
 * @param damages every object that is not what it was; empty when all is well
 */
public record Verified(
    String model, long entries, long manifests, long objects, long bytes, List<Damage> damages) {

  public Verified {
    damages = List.copyOf(damages);
  }
}
