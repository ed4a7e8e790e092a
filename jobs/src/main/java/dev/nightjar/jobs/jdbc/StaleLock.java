package dev.nightjar.jobs.jdbc;

import java.io.IOException;
import java.io.Reader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The lock file of a process that was killed. H2 waits until such a file is two seconds old; when
 * nothing listens any more where the file says, there is nothing to wait for. The database file has
 * a lock of the operating system besides, so a mistake here costs a retry.
 */
final class StaleLock {

  private static final int PATIENCE_MILLIS = 500;

  private StaleLock() {}

  /** Deletes the lock file if its process is gone. */
  static void remove(Path lockFile) {
    try {
      if (Files.exists(lockFile) && isStale(lockFile)) {
        Files.deleteIfExists(lockFile);
      }
    } catch (IOException e) {
      // H2 will find out by waiting.
    }
  }

  private static boolean isStale(Path lockFile) throws IOException {
    Properties lock = new Properties();
    try (Reader in = Files.newBufferedReader(lockFile, StandardCharsets.ISO_8859_1)) {
      lock.load(in);
    }
    String[] server = lock.getProperty("server", "").split(":", -1);
    if (server.length != 2 || !server[1].matches("\\d{1,5}")) {
      return false;
    }
    InetAddress host = InetAddress.getByName(server[0]);
    if (!host.isLoopbackAddress()) {
      return false;
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, Integer.parseInt(server[1])), PATIENCE_MILLIS);
      return false;
    } catch (ConnectException refused) {
      return true;
    }
  }
}
