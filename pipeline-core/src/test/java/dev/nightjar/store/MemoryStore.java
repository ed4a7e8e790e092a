package dev.nightjar.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;

/** An object store for tests: in memory, of one process. */
public final class MemoryStore implements ObjectStore {

  private static final class Held {
    private final byte[] content;
    private final Instant modified;

    Held(byte[] content, Instant modified) {
      this.content = content;
      this.modified = modified;
    }

    byte[] content() {
      return content;
    }

    Instant modified() {
      return modified;
    }
  }

  private final ConcurrentSkipListMap<ObjectKey, Held> objects = new ConcurrentSkipListMap<>();
  private final InstantSource clock;

  /** A store whose objects are dated by the system's clock. */
  public MemoryStore() {
    this(InstantSource.system());
  }

  /** A store whose objects are dated by this clock. */
  public MemoryStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public boolean create(ObjectKey key, byte[] content) {
    return objects.putIfAbsent(key, new Held(content.clone(), clock.instant())) == null;
  }

  @Override
  public boolean create(ObjectKey key, Path content) throws IOException {
    return create(key, Files.readAllBytes(content));
  }

  @Override
  public InputStream open(ObjectKey key) throws IOException {
    Held held = objects.get(key);
    if (held == null) {
      throw new NoSuchFileException(key.path());
    }
    return new ByteArrayInputStream(held.content());
  }

  @Override
  public OptionalLong size(ObjectKey key) {
    Held held = objects.get(key);
    return held == null ? OptionalLong.empty() : OptionalLong.of(held.content().length);
  }

  @Override
  public List<ObjectKey> list(String folder, String after) {
    String start = folder.isEmpty() ? "" : folder + "/";
    return objects.keySet().stream()
        .filter(key -> key.path().startsWith(start) && key.path().compareTo(after) > 0)
        .toList();
  }

  /** Damages an object, or removes it when {@code content} is empty. */
  public void overwrite(ObjectKey key, byte[] content) {
    if (content.length == 0) {
      objects.remove(key);
    } else {
      objects.put(key, new Held(content.clone(), clock.instant()));
    }
  }

  @Override
  public StoreUpkeep upkeep() {
    return new MemoryUpkeep();
  }

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public void close() {}

  /** Nothing in memory is ever half written. */
  private final class MemoryUpkeep implements StoreUpkeep {

    @Override
    public List<Stored> objects(String folder) {
      String start = folder.isEmpty() ? "" : folder + "/";
      List<Stored> stored = new ArrayList<>();
      objects.forEach(
          (key, held) -> {
            if (key.path().startsWith(start)) {
              stored.add(new Stored(key, held.content().length, held.modified()));
            }
          });
      return stored;
    }

    @Override
    public void remove(ObjectKey key) {
      objects.remove(key);
    }

    @Override
    public List<Unfinished> unfinished() {
      return List.of();
    }

    @Override
    public void abandon(Unfinished unfinished) {}

    @Override
    public Instant now() {
      return clock.instant();
    }

    @Override
    public OptionalLong free() {
      return OptionalLong.empty();
    }

    @Override
    public List<String> strangers() {
      return List.of();
    }

    @Override
    public List<Capability> probe() {
      return List.of(new Capability("create-only", true, "of two writers of a name one wins"));
    }
  }
}
