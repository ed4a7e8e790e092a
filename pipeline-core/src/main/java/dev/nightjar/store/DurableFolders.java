package dev.nightjar.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The folders of a store: real ones, whose names survive a power cut. */
final class DurableFolders {

  private final Path root;
  private final boolean syncable;
  private final Set<Path> durable = ConcurrentHashMap.newKeySet();

  DurableFolders(Path root) {
    this.root = root;
    // Windows opens no folder for reading, and needs no sync of it.
    this.syncable = root.getFileSystem().supportedFileAttributeViews().contains("posix");
    durable.add(root);
  }

  /**
   * The file of an object.
   *
   * @throws IOException when a folder on the way is a symbolic link
   */
  Path real(ObjectKey key) throws IOException {
    Path file = root.resolve(key.path());
    for (Path at = file; at != null && !at.equals(root); at = at.getParent()) {
      if (Files.isSymbolicLink(at)) {
        throw new IOException(
            at + " is a symbolic link, which a store does not follow: replace it by what it names");
      }
    }
    return file;
  }

  /** Makes the folder and those above it, and syncs their names. */
  void make(Path folder) throws IOException {
    // Another process may have made a folder and been killed before it synced the folder's name.
    if (durable.contains(folder)) {
      return;
    }
    Path above = above(folder);
    make(above);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException("expected a folder, but " + folder + " is an object", e);
      }
    }
    sync(above);
    durable.add(folder);
  }

  /** Makes the names in the folder survive a power cut. */
  void sync(Path folder) throws IOException {
    if (syncable) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** The folder that holds this one. */
  static Path above(Path file) {
    Path above = file.getParent();
    if (above == null) {
      throw new IllegalArgumentException("nothing above " + file);
    }
    return above;
  }
}
