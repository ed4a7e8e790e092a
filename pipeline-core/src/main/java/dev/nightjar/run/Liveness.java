package dev.nightjar.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Knows of some processes that they are gone. */
@FunctionalInterface
public interface Liveness {

  /** Nobody is known to be dead: every lease lasts until it expires. */
  Liveness UNKNOWN = holder -> false;

  /** True only when the process is certainly gone; of other machines nothing is certain. */
  boolean isDead(Holder holder);

  /** Asks the operating system about processes of the host that {@code self} runs on. */
  static Liveness of(Holder self) {
    return holder ->
        !holder.equals(self) && holder.host().equals(self.host()) && !isRunning(holder);
  }

  private static boolean isRunning(Holder holder) {
    Optional<ProcessHandle> process = ProcessHandle.of(holder.pid());
    if (process.isEmpty() || !process.get().isAlive() || isZombie(holder.pid())) {
      return false;
    }
    Optional<Instant> start = process.get().info().startInstant();
    // Linux reckons the start from the clock, which may have been set meanwhile by a little.
    return start.isEmpty()
        || Duration.between(holder.start(), start.get()).abs().compareTo(Duration.ofSeconds(5))
            <= 0;
  }

  // A killed process whose parent does not ask for it stays in the table and counts as alive.
  private static boolean isZombie(long pid) {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    try {
      String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
      return text.startsWith("Z", text.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }
}
