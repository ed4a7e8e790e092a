package dev.nightjar.upkeep;

import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.StoreUpkeep;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** A store that does something before each of its calls: waits for its turn, or fails. */
record SteppedStore(ObjectStore store, Step before) implements ObjectStore {

  /** What is done before a call. */
  interface Step {
    void run() throws IOException;
  }

  @Override
  public boolean create(ObjectKey key, byte[] content) throws IOException {
    before.run();
    return store.create(key, content);
  }

  @Override
  public boolean create(ObjectKey key, Path content) throws IOException {
    before.run();
    return store.create(key, content);
  }

  @Override
  public InputStream open(ObjectKey key) throws IOException {
    before.run();
    return store.open(key);
  }

  @Override
  public OptionalLong size(ObjectKey key) throws IOException {
    before.run();
    return store.size(key);
  }

  @Override
  public List<ObjectKey> list(String folder, String after) throws IOException {
    before.run();
    return store.list(folder, after);
  }

  @Override
  public StoreUpkeep upkeep() {
    return new SteppedUpkeep(store.upkeep(), before);
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public void close() {}

  private record SteppedUpkeep(StoreUpkeep upkeep, Step before) implements StoreUpkeep {

    @Override
    public List<Stored> objects(String folder) throws IOException {
      before.run();
      return upkeep.objects(folder);
    }

    @Override
    public void remove(ObjectKey key) throws IOException {
      before.run();
      upkeep.remove(key);
    }

    @Override
    public List<Unfinished> unfinished() throws IOException {
      before.run();
      return upkeep.unfinished();
    }

    @Override
    public void abandon(Unfinished unfinished) throws IOException {
      before.run();
      upkeep.abandon(unfinished);
    }

    @Override
    public Instant now() throws IOException {
      before.run();
      return upkeep.now();
    }

    @Override
    public OptionalLong free() throws IOException {
      return upkeep.free();
    }

    @Override
    public List<String> strangers() throws IOException {
      return upkeep.strangers();
    }

    @Override
    public List<Capability> probe() throws IOException {
      return upkeep.probe();
    }
  }
}
