package dev.nightjar.run;

import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;

/** An object store that forgets everything with its process. */
final class MemoryObjects implements ObjectStore {

  private final Map<ObjectKey, byte[]> objects = new ConcurrentSkipListMap<>();

  List<String> keys() {
    return objects.keySet().stream().map(ObjectKey::path).toList();
  }

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
    return objects.keySet().stream()
        .filter(k -> folder.isEmpty() || k.path().startsWith(folder + "/"))
        .filter(k -> k.path().compareTo(after) > 0)
        .toList();
  }

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public void close() {}
}
