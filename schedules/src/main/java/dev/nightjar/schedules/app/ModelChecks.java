package dev.nightjar.schedules.app;

import dev.nightjar.jobs.DecisionRef;
import dev.nightjar.registry.RegistryEvent;
import dev.nightjar.registry.RegistryVerifier;
import dev.nightjar.registry.RegistryVerifier.Named;
import dev.nightjar.registry.Verified;
import dev.nightjar.store.BrokenLogException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Verifies a model's registry, and the decisions that its log names. */
final class ModelChecks {

  private final LocalPlaces places;

  ModelChecks(LocalPlaces places) {
    this.places = places;
  }

  Verified verify(String model, RegistryVerifier.Listener listener) throws IOException {
    return new RegistryVerifier(places.store(), model, listener).verify(decisions(model));
  }

  /** Decisions that are there. One that retention has removed is no damage. */
  private List<Named> decisions(String model) throws IOException {
    List<RegistryEvent> events;
    try {
      events = places.registry(model).history();
    } catch (BrokenLogException e) {
      // The verifier names what is broken; which decisions there are cannot be told.
      return List.of();
    }
    List<Named> named = new ArrayList<>();
    for (RegistryEvent event : events) {
      Optional<DecisionRef> ref = DecisionRef.of(model, event);
      if (ref.isPresent() && places.store().exists(ref.get().document())) {
        named.add(
            new Named(ref.get().document(), "decision on " + event.version(), ref.get().digest()));
      }
    }
    return named;
  }
}
