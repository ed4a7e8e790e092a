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
import java.time.Duration;
import java.time.Instant;
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
