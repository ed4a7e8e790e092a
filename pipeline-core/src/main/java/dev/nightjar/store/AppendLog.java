package dev.nightjar.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A log of numbered entries {@code <prefix>/log/<20 digits>.json} in an object store, written by
 * any number of processes. Each entry names the digest of the one before, so that none can be lost
 * or changed unseen; what is read is verified, and only new entries are read again.
 *
 * <p>Thread-safe.
 */
public final class AppendLog {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long FIRST_PAUSE_NANOS = 500_000;
  private static final long LONGEST_PAUSE_NANOS = 200_000_000;

  private final ObjectStore store;
  private final InstantSource clock;
  private final Duration patience;
  private final LogChain chain;

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
    this.store = store;
    this.clock = clock;
    this.patience = patience;
    this.chain = new LogChain(store, new ObjectKey(prefix).path());
  }

  /** The id of the transaction that these parts say all about: the same parts, the same id. */
  public static String transaction(String... parts) {
    return CanonicalJson.digest(Arrays.asList(parts)).hex();
  }

  /** What a writer proposes to a log with these entries. Called again when others wrote first. */
  @FunctionalInterface
  public interface Writer<R> {
    /** Changes nothing itself: the proposal may come to nothing. */
    Proposal<R> propose(List<LogEntry> entries) throws IOException;
  }

  /**
   * All entries, read up to now and verified.
   *
   * @throws BrokenLogException that names the entry and both digests
   */
  public synchronized List<LogEntry> entries() throws IOException {
    chain.catchUp();
    return chain.entries();
  }

  /** As {@link #entries()}, those with number {@code from} or later. */
  public List<LogEntry> read(long from) throws IOException {
    List<LogEntry> all = entries();
    return all.subList((int) Math.min(Math.max(from - 1, 0), all.size()), all.size());
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
    while (true) {
      LogEntry done = chain.find(txnId);
      if (done != null) {
        return new Commit.Committed<>(done, attempt.isMine(chain, done));
      }
      if (attempt.bytes == null || attempt.seq <= chain.position()) {
        Proposal<R> proposal = writer.propose(chain.entries());
        if (proposal instanceof Proposal.Refuse<R> refuse) {
          return new Commit.Refused<>(refuse.why());
        }
        attempt.next(chain, (Proposal.Append<R>) proposal);
      }
      if (attempt.create()) {
        return new Commit.Committed<>(chain.add(attempt.written()), true);
      }
      attempt.readBack();
    }
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

    boolean isMine(LogChain chain, LogEntry entry) {
      return bytes != null && entry.seq() == seq && Digest.of(bytes).equals(chain.digest(seq));
    }

    void next(LogChain chain, Proposal.Append<?> append) {
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
        return store.create(chain.key(seq), written());
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

    /** Reads on until the number is known to be taken, or to be free still. */
    void readBack() throws IOException {
      while (true) {
        try {
          if (chain.next()) {
            chain.catchUp();
            return;
          }
          rest();
          return;
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
        throw new UnknownOutcomeException(txnId, chain.key(seq), last);
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
      if (Thread.currentThread().isInterrupted()) {
        throw new UnknownOutcomeException(
            txnId, chain.key(seq), new InterruptedIOException("interrupted"));
      }
    }
  }
}
