package dev.nightjar.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;

/**
 * An object store in a directory of a local disk with hard links.
 *
 * <p>An object is written and synced under a name in {@code .tmp}, then linked to its own name, and
 * the folder is synced: link(2) fails when the name is taken, which a rename does not. Symbolic
 * links below the directory are never followed.
 *
 * <p>A killed writer leaves at most a file in {@code .tmp}; those older than a day are removed when
 * a store is opened.
 */
public final class DirectoryStore implements ObjectStore {

  private final Path root;
  private final DurableFolders folders;
  private final TempFiles temp;

  private DirectoryStore(Path root, TempFiles temp) {
    this.root = root;
    this.folders = new DurableFolders(root);
    this.temp = temp;
  }

  /** As {@link #open(Path, InstantSource)}, by the system's clock. */
  public static DirectoryStore open(Path directory) throws IOException {
    return open(directory, InstantSource.system());
  }

  /**
   * Opens the store, and creates the directory when it is not there.
   *
   * @param clock says how old what killed writers left is
   * @throws IOException in words when the directory is none or cannot be created
   */
  public static DirectoryStore open(Path directory, InstantSource clock) throws IOException {
    try {
      Files.createDirectories(directory);
      Path root = directory.toRealPath();
      TempFiles temp = new TempFiles(root);
      temp.sweep(clock.instant());
      return new DirectoryStore(root, temp);
    } catch (FileAlreadyExistsException e) {
      throw new IOException("expected a directory, but " + directory + " is a file", e);
    } catch (IOException e) {
      throw DiskTrouble.notWritten("the directory " + directory, directory, 0, e);
    }
  }

  @Override
  public boolean create(ObjectKey key, byte[] content) throws IOException {
    return create(key, content.length, () -> temp.write(content));
  }

  @Override
  public boolean create(ObjectKey key, Path content) throws IOException {
    return create(key, Files.size(content), () -> temp.copy(content));
  }

  private boolean create(ObjectKey key, long bytes, TempFiles.Writing writing) throws IOException {
    Path target;
    Path written;
    try {
      target = folders.real(key);
      folders.make(DurableFolders.above(target));
      if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
        return taken(key, target);
      }
      written = writing.write();
    } catch (NotWrittenException e) {
      throw e;
    } catch (IOException e) {
      throw DiskTrouble.notWritten(key + " in " + root, root, bytes, e);
    }
    try {
      Files.createLink(target, written);
    } catch (FileAlreadyExistsException e) {
      return taken(key, target);
    } catch (UnsupportedOperationException e) {
      throw DiskTrouble.noHardLinks(root, new IOException(e));
    } catch (IOException e) {
      throw DiskTrouble.notLinked(key, root, e);
    } finally {
      temp.remove(written);
    }
    folders.sync(DurableFolders.above(target));
    return true;
  }

  /** What is there already is as durable as what this call would have created. */
  private boolean taken(ObjectKey key, Path target) throws IOException {
    if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new NotWrittenException(
          "could not write " + key + ": " + target + " is a folder of other objects", null);
    }
    folders.sync(DurableFolders.above(target));
    return false;
  }

  @Override
  public InputStream open(ObjectKey key) throws IOException {
    Path file = folders.real(key);
    if (size(key).isEmpty()) {
      throw new NoSuchFileException(file.toString());
    }
    return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public OptionalLong size(ObjectKey key) throws IOException {
    try {
      BasicFileAttributes file =
          Files.readAttributes(
              folders.real(key), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return file.isRegularFile() ? OptionalLong.of(file.size()) : OptionalLong.empty();
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    }
  }

  @Override
  public List<ObjectKey> list(String folder, String after) throws IOException {
    return folder.isEmpty()
        ? KeyListing.of(root, "", after)
        : KeyListing.of(folders.real(new ObjectKey(folder)), folder + "/", after);
  }

  @Override
  public StoreUpkeep upkeep() {
    return new DirectoryUpkeep(root, folders, temp);
  }

  @Override
  public String location() {
    return root.toString();
  }

  @Override
  public void close() {}
}
