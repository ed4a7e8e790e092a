package dev.nightjar.schedules.app;

import dev.nightjar.jobs.Documents;
import dev.nightjar.jobs.config.AlertSettings;
import dev.nightjar.jobs.config.LineageSettings;
import dev.nightjar.jobs.config.Settings;
import dev.nightjar.jobs.config.StoreSettings;
import dev.nightjar.jobs.config.TraceSettings;
import dev.nightjar.model.CodeId;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.run.Slot;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.StoreFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where things are in a workspace: {@code scratch/}, and {@code store/} and {@code ledger/} unless
 * the settings name other places.
 *
 * @param folder the workspace
 * @param store its objects
 * @param ledger where its ledger is
 * @param lineage where events of lineage go; null: nowhere
 * @param traces how traces are exported; null: there are none
 * @param clock the time
 * @param code what code this is
 * @param actor who works here
 * @param alerts the ways to reach people
 */
record LocalPlaces(
    Path folder,
    ObjectStore store,
    LedgerPlace ledger,
    @Nullable LineageSettings lineage,
    @Nullable TraceSettings traces,
    InstantSource clock,
    CodeId code,
    String actor,
    List<AlertSettings> alerts) {

  /** The workspace with its own directory of objects. */
  static LocalPlaces open(Path folder, InstantSource clock) throws IOException {
    return open(folder, clock, SettingsSource.own());
  }

  /** The workspace, its objects where the settings say. */
  static LocalPlaces open(Path folder, InstantSource clock, SettingsSource source)
      throws IOException {
    Path whole = folder.toAbsolutePath().normalize();
    String actor = System.getProperty("user.name", "somebody") + "@" + Host.name();
    Settings settings = source.of(whole);
    StoreSettings objects = settings.objects();
    String address = objects.store() == null ? whole.resolve("store").toString() : objects.store();
    ObjectStore store = StoreKinds.of(objects, whole.resolve("scratch"), clock).open(address);
    try {
      StoreFormat.require(store);
    } catch (IOException e) {
      store.close();
      throw e;
    }
    return new LocalPlaces(
        whole,
        store,
        LedgerPlace.of(settings, whole),
        settings.lineage(),
        settings.traces(),
        clock,
        CodeIds.program(),
        actor,
        settings.alerts());
  }

  /** The same places, in which somebody else works. */
  LocalPlaces as(String other) {
    return new LocalPlaces(folder, store, ledger, lineage, traces, clock, code, other, alerts);
  }

  Path scratch() {
    return folder.resolve("scratch");
  }

  /** What a person calls an object: a path, or a URL. */
  String address(ObjectKey key) {
    return store.location() + "/" + key;
  }

  /** The object as a file of this machine: its own, or a copy in the scratch folder. */
  Path file(ObjectKey key) throws IOException {
    if (store instanceof DirectoryStore) {
      return Path.of(address(key));
    }
    Path copy = scratch().resolve("fetched").resolve(key.path());
    Files.createDirectories(copy.resolveSibling(""));
    try (InputStream in = store.open(key)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return copy;
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
