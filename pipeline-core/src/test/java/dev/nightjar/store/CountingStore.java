package dev.nightjar.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what a store is asked. */
public final class CountingStore implements ObjectStore {

  private final ObjectStore store;
  private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong blobBytesRead = new AtomicLong();
  private final AtomicLong blobBytesWritten = new AtomicLong();

  /** Counts the calls to this store. */
  public CountingStore(ObjectStore store) {
    this.store = store;
  }

  /** Each call with its key, in order. */
  public List<String> calls() {
    return List.copyOf(calls);
  }

  /** Bytes of blobs that were read. */
  public long blobBytesRead() {
    return blobBytesRead.get();
  }

  /** Bytes of blobs that were offered for writing. */
  public long blobBytesWritten() {
    return blobBytesWritten.get();
  }

  private void called(String what, String key) {
    calls.add(what + " " + key);
  }

  private static boolean isBlob(ObjectKey key) {
    return key.path().startsWith("blobs/");
  }

  @Override
  public boolean create(ObjectKey key, byte[] content) throws IOException {
    called("create", key.path());
    blobBytesWritten.addAndGet(isBlob(key) ? content.length : 0);
    return store.create(key, content);
  }

  @Override
  public boolean create(ObjectKey key, Path content) throws IOException {
    called("create", key.path());
    blobBytesWritten.addAndGet(isBlob(key) ? Files.size(content) : 0);
    return store.create(key, content);
  }

  @Override
  public InputStream open(ObjectKey key) throws IOException {
    called("open", key.path());
    InputStream in = store.open(key);
    return isBlob(key) ? new Counted(in) : in;
  }

  private final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      blobBytesRead.addAndGet(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      blobBytesRead.addAndGet(Math.max(n, 0));
      return n;
    }
  }

  @Override
  public byte[] read(ObjectKey key) throws IOException {
    called("read", key.path());
    byte[] content = store.read(key);
    blobBytesRead.addAndGet(isBlob(key) ? content.length : 0);
    return content;
  }

  @Override
  public OptionalLong size(ObjectKey key) throws IOException {
    called("size", key.path());
    return store.size(key);
  }

  @Override
  public List<ObjectKey> list(String folder, String after) throws IOException {
    called("list", folder + " after " + after);
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
