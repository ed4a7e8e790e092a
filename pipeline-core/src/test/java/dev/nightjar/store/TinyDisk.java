package dev.nightjar.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A small disk in memory. Tests that need one are skipped where none can be mounted. */
public record TinyDisk(Path path) implements AutoCloseable {

  /** Mounts one below the folder, with options such as {@code size=512k}. */
  public static TinyDisk mount(Path folder, String options) throws IOException {
    Path path = Files.createDirectory(folder.resolve("disk"));
    boolean mounted = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", path.toString());
    Assumptions.assumeTrue(mounted, "a small disk can only be mounted by the super-user of Linux");
    return new TinyDisk(path.toRealPath());
  }

  /** Mounts it again with these options. */
  public void remount(String options) throws IOException {
    Assumptions.assumeTrue(run("mount", "-o", "remount," + options, path.toString()));
  }

  private static boolean run(String... command) throws IOException {
    Process process;
    try {
      process =
          new ProcessBuilder(new ArrayList<>(List.of(command)))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return false;
    }
    try {
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    if (!run("umount", path.toString())) {
      throw new IOException("could not unmount " + path);
    }
  }
}
