package dev.nightjar.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;

/** An object store for tests: in memory, of one process. */
public final class MemoryStore implements ObjectStore {

  private final ConcurrentSkipListMap<ObjectKey, byte[]> objects = new ConcurrentSkipListMap<>();

  @Override
  public boolean create(ObjectKey key, byte[] content) {
    return objects.putIfAbsent(key, content.clone()) == null;
  }

  @Override
  public boolean create(ObjectKey key, Path content) throws IOException {
    return create(key, Files.readAllBytes(content));
  }

  @Override
  public InputStream open(ObjectKey key) throws IOException {
    byte[] content = objects.get(key);
    if (content == null) {
      throw new NoSuchFileException(key.path());
    }
    return new ByteArrayInputStream(content);
  }

  @Override
  public OptionalLong size(ObjectKey key) {
    byte[] content = objects.get(key);
    return content == null ? OptionalLong.empty() : OptionalLong.of(content.length);
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
      objects.put(key, content.clone());
    }
  }

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public void close() {}
}
