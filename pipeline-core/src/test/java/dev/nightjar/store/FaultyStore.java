package dev.nightjar.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** A store whose writes and reads go wrong as a test says. */
public final class FaultyStore implements ObjectStore {

  /** What happens to a call. */
  public enum Fault {
    NONE,
    /** The object is created, and the answer is lost. */
    COMMIT_THEN_THROW,
    /** The call never arrives. */
    THROW_BEFORE_COMMIT,
    /** The object is created, and a client's own retry is told that it was there. */
    COMMIT_THEN_FALSE,
    /** Certainly nothing was written. */
    NOT_WRITTEN
  }

  private final ObjectStore store;
  private final Supplier<Fault> creating;
  private final Supplier<Fault> reading;

  /** Asks for the fault of each call before it is made. */
  public FaultyStore(ObjectStore store, Supplier<Fault> creating, Supplier<Fault> reading) {
    this.store = store;
    this.creating = creating;
    this.reading = reading;
  }

  private interface Creation {
    boolean run() throws IOException;
  }

  private boolean create(Creation creation) throws IOException {
    switch (creating.get()) {
      case COMMIT_THEN_THROW -> {
        creation.run();
        throw new IOException("the answer was lost");
      }
      case THROW_BEFORE_COMMIT -> throw new IOException("the connection was refused");
      case COMMIT_THEN_FALSE -> {
        creation.run();
        return false;
      }
      case NOT_WRITTEN -> throw new NotWrittenException("the disk is full", null);
      case NONE -> {
        return creation.run();
      }
    }
    throw new IllegalStateException();
  }

  @Override
  public boolean create(ObjectKey key, byte[] content) throws IOException {
    return create(() -> store.create(key, content));
  }

  @Override
  public boolean create(ObjectKey key, Path content) throws IOException {
    return create(() -> store.create(key, content));
  }

  @Override
  public InputStream open(ObjectKey key) throws IOException {
    if (reading.get() != Fault.NONE) {
      throw new IOException("the connection was reset");
    }
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
