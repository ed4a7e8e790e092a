package dev.nightjar.schedules;

import dev.nightjar.run.Deadlines;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline as the watchman sees it.
 *
 * @param definition when it is due
 * @param deadlines what it promises
 * @param reign says who is champion
 */
public record Watched(Definition definition, Deadlines deadlines, Reign reign) {

  /** Says who is champion. */
  @FunctionalInterface
  public interface Reign {
    /** The champion now; null: there is none. */
    @Nullable Champion champion() throws IOException;
  }

  /** A version, and the logical time of the night that made it champion. */
  public record Champion(String version, Instant since) {}
}
