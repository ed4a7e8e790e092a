package dev.nightjar.schedules.app;

import dev.nightjar.jobs.Documents;
import dev.nightjar.model.CodeId;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.run.Slot;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.ObjectKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Where things are in a workspace: {@code store/}, {@code ledger/} and {@code scratch/}.
 *
 * @param folder the workspace
 * @param store its objects
 * @param clock the time
 * @param code what code this is
 * @param actor who works here
 */
record LocalPlaces(
    Path folder, DirectoryStore store, InstantSource clock, CodeId code, String actor) {

  static LocalPlaces open(Path folder, InstantSource clock) throws IOException {
    Path whole = folder.toAbsolutePath().normalize();
    String actor = System.getProperty("user.name", "somebody") + "@" + Host.name();
    return new LocalPlaces(
        whole, DirectoryStore.open(whole.resolve("store"), clock), clock, CodeIds.program(), actor);
  }

  Path scratch() {
    return folder.resolve("scratch");
  }

  /** The file of an object. */
  Path file(ObjectKey key) {
    return folder.resolve("store").resolve(key.path());
  }

  ModelRegistry registry(String model) {
    return new ModelRegistry(store, model, clock, actor);
  }

  /** The champion that a run for the slot is judged against; null: there is none. */
  @Nullable String championAt(Slot slot) {
    try {
      return registry(Documents.model(slot)).state().championAt(slot.logicalTime());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
