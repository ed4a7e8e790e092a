package dev.nightjar.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** Files that are being written, in a hidden folder of the store's own file system. */
final class TempFiles {

  private static final Duration FORGOTTEN = Duration.ofDays(1);
  private static final int BUFFER = 1 << 16;

  private final Path folder;

  TempFiles(Path root) {
    this.folder = root.resolve(".tmp");
  }

  /** Writes and syncs a file. What fails leaves nothing. */
  interface Writing {
    Path write() throws IOException;
  }

  Path write(byte[] content) throws IOException {
    return fill(channel -> put(channel, ByteBuffer.wrap(content)));
  }

  Path copy(Path source) throws IOException {
    byte[] buffer = new byte[BUFFER];
    return fill(
        channel -> {
          try (InputStream in = Files.newInputStream(source)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
              put(channel, ByteBuffer.wrap(buffer, 0, n));
            }
          }
        });
  }

  private interface Filling {
    void into(FileChannel channel) throws IOException;
  }

  private Path fill(Filling filling) throws IOException {
    makeFolder();
    Path file = folder.resolve(UUID.randomUUID().toString());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      filling.into(channel);
      channel.force(true);
      return file;
    } catch (IOException | RuntimeException e) {
      remove(file);
      throw e;
    }
  }

  private void makeFolder() throws IOException {
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      // Another writer was faster; anything but a folder is in the way.
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
  }

  private static void put(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Removes the file if it can be; otherwise a later sweep does. */
  void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The object itself is not touched by this; the file is swept when it is a day old.
    }
  }

  /** Where they are. */
  Path folder() {
    return folder;
  }

  /** All that are there, by their names, in order. */
  List<StoreUpkeep.Unfinished> all() throws IOException {
    List<StoreUpkeep.Unfinished> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        add(all, file);
      }
    } catch (NoSuchFileException e) {
      // Nothing was ever written.
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    all.sort(Comparator.comparing(StoreUpkeep.Unfinished::name));
    return List.copyOf(all);
  }

  private static void add(List<StoreUpkeep.Unfinished> all, Path file) throws IOException {
    try {
      BasicFileAttributes seen =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      String name = String.valueOf(file.getFileName());
      Instant since = seen.lastModifiedTime().toInstant();
      all.add(new StoreUpkeep.Unfinished(name, since, seen.size()));
    } catch (NoSuchFileException e) {
      // Its writer finished just now.
    }
  }

  /**
   * Removes one by its name.
   *
   * @throws IOException when the name is none of a file here
   */
  void abandon(String name) throws IOException {
    Path file = folder.resolve(name);
    if (name.equals("..") || !folder.equals(file.getParent())) {
      throw new IOException(name + " is no name of a temporary file");
    }
    Files.deleteIfExists(file);
  }

  /** Removes what killed writers left more than a day ago. */
  void sweep(Instant now) {
    Instant limit = now.minus(FORGOTTEN);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
            .toInstant()
            .isBefore(limit)) {
          remove(file);
        }
      }
    } catch (NoSuchFileException e) {
      // Nothing was ever written, or another process sweeps too.
    } catch (IOException | DirectoryIteratorException e) {
      // A store that can only be read is not swept.
    }
  }
}
