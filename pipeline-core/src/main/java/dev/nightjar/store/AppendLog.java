package dev.nightjar.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A log of numbered entries {@code <prefix>/log/<20 digits>.json} in an object store, written by
 * any number of processes. Each entry names the digest of the one before, so that none can be lost
 * or changed unseen. The order of entries is that of their numbers; no clock has a say in it.
 *
 * <p>Thread-safe.
 */
public final class AppendLog {

  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long FIRST_PAUSE_NANOS = 500_000;
  private static final long LONGEST_PAUSE_NANOS = 200_000_000;

  private final ObjectStore store;
  private final LogKeys keys;
  private final InstantSource clock;
  private final Duration patience;
  private final LogChain chain;
  private final Transactions transactions;
  private boolean whole;

  /** As the other constructor, with a patience of 30 seconds. */
  public AppendLog(ObjectStore store, String prefix, InstantSource clock) {
    this(store, prefix, clock, PATIENCE);
  }

  /**
   * A log that need not exist yet.
   *
   * @param prefix key of the log's owner, such as {@code models/flight-delays}
   * @param clock only measures patience
   * @param patience how long a commit tries to find out what became of it
   */
  public AppendLog(ObjectStore store, String prefix, InstantSource clock, Duration patience) {
    this(store, new LogKeys(prefix), clock, patience, entry -> {});
  }

  /** With a reader that is given each entry behind the position, once and in order. */
  AppendLog(
      ObjectStore store,
      LogKeys keys,
      InstantSource clock,
      Duration patience,
      Consumer<LogEntry> reader) {
    this.store = store;
    this.keys = keys;
    this.clock = clock;
    this.patience = patience;
    this.transactions = new Transactions(store, keys);
    this.chain =
        new LogChain(
            store,
            keys,
            stored -> {
              transactions.add(stored);
              reader.accept(stored.entry());
            });
  }

  /** The id of the transaction that these parts say all about: the same parts, the same id. */
  public static String transaction(String... parts) {
    return CanonicalJson.digest(Arrays.asList(parts)).hex();
  }

  /** What a writer proposes to a log of this length. Called again when others wrote first. */
  @FunctionalInterface
  public interface Writer<R> {
    /** Changes nothing itself: the proposal may come to nothing. */
    Proposal<R> propose(long position) throws IOException;
  }

  /** All entries; see {@link #read}. */
  public List<LogEntry> entries() throws IOException {
    return read(1);
  }

  /**
   * The entries with number {@code from} or later, read and verified.
   *
   * @throws BrokenLogException that names the entry and both digests
   */
  public List<LogEntry> read(long from) throws IOException {
    List<LogEntry> entries = new ArrayList<>();
    LogChain reading = new LogChain(store, keys, stored -> entries.add(stored.entry()));
    if (from > 1) {
      try {
        reading.resume(from - 1, StoredEntry.read(store, keys, from - 1).digest());
      } catch (NoSuchFileException e) {
        return List.of();
      }
    }
    reading.catchUp();
    reading.requireWhole();
    return List.copyOf(entries);
  }

  synchronized long position() {
    return chain.position();
  }

  synchronized void catchUp() throws IOException {
    chain.catchUp();
  }

  /**
   * Reads to the end for the first time, and looks for gaps as far as the log is known to reach.
   *
   * @param named the highest number that any checkpoint is named after; 0: there is none, and the
   *     log is short enough to be listed
   */
  synchronized void catchUp(long probes, long named) throws IOException {
    chain.catchUp(probes);
    if (named == 0 || chain.position() < named) {
      chain.requireWhole();
    }
  }

  /** Goes on behind a checkpoint; false when it cannot. */
  synchronized boolean resume(Checkpoint<?> from) {
    try {
      transactions.resume(from.position(), from.transactions());
    } catch (IllegalArgumentException e) {
      return false;
    }
    chain.resume(from.position(), from.entry());
    return true;
  }

  /** A checkpoint at the position. */
  synchronized <S> Checkpoint<S> checkpoint(String form, S state) {
    transactions.keep();
    return new Checkpoint<>(chain.last(), form, chain.position(), state, transactions.recent());
  }

  /**
   * Appends one entry, once. A transaction that is in the log is done, whoever wrote it.
   *
   * @throws UnknownOutcomeException when patience ran out: the same call again finds out
   * @throws NotWrittenException when nothing was written, such as on a full disk
   * @throws BrokenLogException when the log is damaged
   * @throws IOException when the log cannot be read; nothing was written
   */
  public synchronized <R> Commit<R> commit(String txnId, Writer<R> writer) throws IOException {
    Attempt attempt = new Attempt(txnId, clock.instant().plus(patience));
    chain.catchUp();
    if (!whole) {
      chain.requireWhole();
      whole = true;
    }
    @Nullable StoredEntry done = transactions.find(txnId);
    while (done == null) {
      if (attempt.bytes == null || attempt.seq <= chain.position()) {
        long seen = chain.position();
        Proposal<R> proposal = writer.propose(seen);
        if (chain.position() > seen) {
          // The writer has looked at the log again, and others had written meanwhile.
          done = transactions.find(txnId);
          continue;
        }
        if (proposal instanceof Proposal.Refuse<R> refuse) {
          return new Commit.Refused<>(refuse.why());
        }
        attempt.next((Proposal.Append<R>) proposal);
      }
      if (attempt.create()) {
        return new Commit.Committed<>(chain.add(attempt.written()), true);
      }
      done = attempt.readBack();
    }
    return new Commit.Committed<>(done.entry(), attempt.isMine(done));
  }

  /** One transaction on its way into the log. */
  private final class Attempt {
    final String txnId;
    final Instant deadline;
    long seq;
    byte @Nullable [] bytes;
    boolean undecided;
    @Nullable IOException last;
    long pause = FIRST_PAUSE_NANOS;

    Attempt(String txnId, Instant deadline) {
      this.txnId = txnId;
      this.deadline = deadline;
    }

    byte[] written() {
      if (bytes == null) {
        throw new IllegalStateException("nothing was proposed");
      }
      return bytes;
    }

    boolean isMine(StoredEntry stored) {
      return bytes != null && stored.hasBytes(bytes);
    }

    void next(Proposal.Append<?> append) {
      seq = chain.position() + 1;
      bytes =
          CanonicalJson.write(
              new LogEntry(
                  seq,
                  txnId,
                  chain.last(),
                  append.type(),
                  append.at(),
                  append.actor(),
                  append.expect(),
                  append.effect(),
                  append.evidence(),
                  append.reason()));
      undecided = false;
    }

    boolean create() throws IOException {
      try {
        return store.create(keys.entry(seq), written());
      } catch (NotWrittenException e) {
        // An earlier try of the same number may still arrive, so certainty about this one is none.
        if (!undecided) {
          throw e;
        }
        last = e;
      } catch (IOException e) {
        undecided = true;
        last = e;
      }
      return false;
    }

    /**
     * Reads on until the number is known to be taken, or to be free still. Returns the entry of the
     * transaction; null when it is none of those that were read.
     */
    @Nullable StoredEntry readBack() throws IOException {
      while (true) {
        try {
          if (chain.position() >= seq || chain.next()) {
            chain.catchUp();
            return transactions.find(txnId);
          }
          rest();
          return null;
        } catch (BrokenLogException | UnknownOutcomeException e) {
          throw e;
        } catch (IOException e) {
          last = e;
          rest();
        }
      }
    }

    private void rest() throws IOException {
      if (!clock.instant().isBefore(deadline)) {
        throw new UnknownOutcomeException(txnId, keys.entry(seq), last);
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
      if (Thread.currentThread().isInterrupted()) {
        throw new UnknownOutcomeException(
            txnId, keys.entry(seq), new InterruptedIOException("interrupted"));
      }
    }
  }
}
