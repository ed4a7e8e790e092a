package dev.nightjar.jobs.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What keeps a child alive: its parent says something again and again. When the parent is gone, or
 * silent for so long that somebody else may have its lease soon, the child is to end. Thread-safe.
 */
public final class Lifeline {

  /** Below what is left of a lease of a minute when a beat of its heart was missed. */
  public static final Duration SILENCE = Duration.ofSeconds(30);

  private final LongSupplier nanos;
  private final Runnable end;
  private final AtomicLong heard;
  private final AtomicBoolean cut = new AtomicBoolean();

  /**
   * A line.
   *
   * @param nanos a clock that only goes on, and not while the machine sleeps
   * @param end what is done when it is cut, once
   */
  public Lifeline(LongSupplier nanos, Runnable end) {
    this.nanos = nanos;
    this.end = end;
    this.heard = new AtomicLong(nanos.getAsLong());
  }

  /** Listens until nothing more comes, on a thread of its own. */
  public Lifeline listening(InputStream parent) {
    Thread ear = new Thread(() -> listen(parent), "lifeline");
    ear.setDaemon(true);
    ear.start();
    return this;
  }

  void listen(InputStream parent) {
    try {
      while (parent.read() >= 0) {
        heard.set(nanos.getAsLong());
      }
    } catch (IOException e) {
      // No more comes.
    }
    cut();
  }

  /** Looks whether it was silent for too long; to be called again and again. */
  public void look() {
    if (nanos.getAsLong() - heard.get() > SILENCE.toNanos()) {
      cut();
    }
  }

  /** Whether nobody waits for this process any more. */
  public boolean isCut() {
    return cut.get();
  }

  private void cut() {
    if (cut.compareAndSet(false, true)) {
      end.run();
    }
  }
}
