package dev.nightjar.run;

import dev.nightjar.run.LogLine.Level;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.ObjectKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers lines and writes them as chunks: the first ones after two seconds, later ones after ten,
 * so that a long run leaves few objects. Who is killed loses what was said since.
 *
 * <p>A number is never passed over while it is open whose chunk it holds: after a failure the same
 * bytes go to the same number until the store says what is there. So no line is lost, and none
 * written twice.
 */
final class LogChunks {

  /** How often it is asked whether to write. */
  static final Duration TICK = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(LogChunks.class);
  private static final Duration LATER = Duration.ofSeconds(10);
  private static final int FIRST = 10;
  private static final int FULL = 500;
  private static final int MOST = 20_000;
  private static final int TRIES = 3;

  private final RunLog log;
  private final Timing timing;
  private final String writer = UUID.randomUUID().toString();
  private final Object writing = new Object();
  private final Deque<LogLine> waiting = new ArrayDeque<>();
  private int dropped;
  private boolean abandoned;
  private Instant written = Instant.MIN;
  // Guarded by writing.
  private byte @Nullable [] open;
  private long number;
  private int count;

  LogChunks(RunLog log, Timing timing) {
    this.log = log;
    this.timing = timing;
  }

  /** Takes a line. Never waits for the store. */
  synchronized void add(LogLine line) {
    if (waiting.size() == MOST) {
      waiting.removeFirst();
      dropped++;
    }
    waiting.add(line);
  }

  synchronized void abandon() {
    abandoned = true;
    waiting.clear();
  }

  /** Writes what waits, when it is time. */
  void tick() {
    if (isDue()) {
      write();
    }
  }

  private synchronized boolean isDue() {
    return waiting.size() >= FULL
        || count < FIRST
        || !timing.clock().instant().isBefore(written.plus(LATER));
  }

  /** Writes everything, or says that it could not. */
  void close() {
    for (int i = 1; !write(); i++) {
      if (i == TRIES) {
        LOG.warn("the end of the log of run {} could not be written", log.run());
        return;
      }
      try {
        timing.pause().pause(Duration.ofSeconds(1));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private boolean write() {
    synchronized (writing) {
      try {
        if (open == null) {
          open = drained();
        }
        while (open != null) {
          create(open);
          count++;
          open = drained();
        }
        return true;
      } catch (IOException e) {
        LOG.debug("the log of run {} waits: {}", log.run(), e.getMessage());
        return false;
      }
    }
  }

  private synchronized byte @Nullable [] drained() {
    written = timing.clock().instant();
    if (waiting.isEmpty() || abandoned) {
      return null;
    }
    List<LogLine> lines = new ArrayList<>(waiting);
    if (dropped > 0) {
      String text = dropped + " lines before this one were lost: the store did not answer";
      lines.add(0, LogLine.of(lines.get(0).at(), Level.WARN, null, text));
    }
    waiting.clear();
    dropped = 0;
    return CanonicalJson.write(new RunLog.Chunk(writer, lines));
  }

  private void create(byte[] chunk) throws IOException {
    if (number == 0) {
      number = log.last() + 1;
    }
    while (!isWritten(log.key(number), chunk)) {
      // A process that had the run before wrote here.
      number++;
    }
    number++;
  }

  /** Whether the chunk is there now; false: another one is. */
  private boolean isWritten(ObjectKey key, byte[] chunk) throws IOException {
    try {
      if (log.store().create(key, chunk)) {
        return true;
      }
    } catch (IOException e) {
      try {
        return Arrays.equals(log.store().read(key), chunk);
      } catch (NoSuchFileException absent) {
        e.addSuppressed(absent);
        throw e;
      }
    }
    return Arrays.equals(log.store().read(key), chunk);
  }
}
