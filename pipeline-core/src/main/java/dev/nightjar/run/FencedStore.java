package dev.nightjar.run;

import dev.nightjar.store.NotWrittenException;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.StoreUpkeep;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * A store that takes nothing from a step that was given up: one that took too long and did not end
 * when it was told to. What such a step had begun to write at that moment may still arrive.
 *
 * @param store where everything goes
 * @param isGivenUp whether who asks works for nobody any more
 */
public record FencedStore(ObjectStore store, BooleanSupplier isGivenUp) implements ObjectStore {

  /** Takes nothing from threads of steps that were given up. */
  public FencedStore(ObjectStore store) {
    this(store, StepThread::isAbandoned);
  }

  private void check(ObjectKey key) throws NotWrittenException {
    if (isGivenUp.getAsBoolean()) {
      throw new NotWrittenException(
          "the step was given up before it wrote " + key + "; its run is over", null);
    }
  }

  @Override
  public boolean create(ObjectKey key, byte[] content) throws IOException {
    check(key);
    return store.create(key, content);
  }

  @Override
  public boolean create(ObjectKey key, Path content) throws IOException {
    check(key);
    return store.create(key, content);
  }

  @Override
  public InputStream open(ObjectKey key) throws IOException {
    return store.open(key);
  }

  @Override
  public OptionalLong size(ObjectKey key) throws IOException {
    return store.size(key);
  }

  @Override
  public List<ObjectKey> list(String folder, String after) throws IOException {
    return store.list(folder, after);
  }

  @Override
  public StoreUpkeep upkeep() {
    return store.upkeep();
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public void close() {
    store.close();
  }
}
