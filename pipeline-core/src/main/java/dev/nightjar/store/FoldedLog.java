package dev.nightjar.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An {@link AppendLog} whose entries come to a state. Every 64 entries the state is written beside
 * the log as a checkpoint, so that opening reads the newest one and the entries behind it, however
 * long the log is. A checkpoint saves time and decides nothing: {@link #verify} compares each with
 * the entries.
 *
 * <p>A state that grows by <i>b</i> bytes with each entry leaves <i>b n²</i> / 128 bytes of
 * checkpoints behind after <i>n</i> entries: 7 MB in 57 objects for ten years of a registry, 3,650
 * events of 68 bytes. Housekeeping keeps the last two. Wider apart they would be fewer, and each
 * opening would read more than the 32 entries that lie behind the newest on average.
 *
 * <p>Thread-safe, and safe between processes.
 *
 * @param <S> the state
 */
public final class FoldedLog<S> {

  private static final Logger LOGGER = LoggerFactory.getLogger(FoldedLog.class);

  /** Entries between two checkpoints. */
  static final int EVERY = 64;

  private static final long PROBES = 4096;

  private final ObjectStore store;
  private final LogKeys keys;
  private final LogFold<S> fold;
  private final Checkpoints<S> checkpoints;
  private final AppendLog log;
  private final List<LogEntry> unfolded = new ArrayList<>();
  private boolean resumed;
  private boolean opened;
  private long named;
  private S state;
  private long kept;

  /**
   * A log that need not exist yet. Nothing is read until something is asked for.
   *
   * @param prefix key of the log's owner, such as {@code models/flight-delays}
   * @param clock only measures patience; see {@link AppendLog}
   */
  public FoldedLog(ObjectStore store, String prefix, InstantSource clock, LogFold<S> fold) {
    this(store, prefix, clock, fold, EVERY);
  }

  FoldedLog(ObjectStore store, String prefix, InstantSource clock, LogFold<S> fold, int every) {
    this.store = store;
    this.keys = new LogKeys(prefix);
    this.fold = fold;
    this.checkpoints = new Checkpoints<>(store, keys, fold, every);
    this.log = new AppendLog(store, keys, clock, AppendLog.PATIENCE, unfolded::add);
    this.state = fold.empty();
  }

  /** What a writer proposes to a log in this state. Called again when others wrote first. */
  @FunctionalInterface
  public interface Writer<S, R> {
    /** Changes nothing itself: the proposal may come to nothing. */
    Proposal<R> propose(S state) throws IOException;
  }

  /**
   * The state now. An entry that is missing before the end is seen where it is the next one, and at
   * opening nearly always; {@link #commit} and {@link #verify} list the log and see any.
   *
   * @throws BrokenLogException that names the entry and both digests
   */
  public synchronized S state() throws IOException {
    if (opened) {
      log.catchUp();
    } else {
      open();
    }
    return fold();
  }

  /** The state after the first {@code position} entries; after all of them when there are fewer. */
  public S stateAt(long position) throws IOException {
    Checkpoint<S> from = checkpoints.newest(position).checkpoint();
    List<LogEntry> behind = new ArrayList<>();
    LogChain chain =
        new LogChain(
            store,
            keys,
            stored -> {
              if (stored.entry().seq() <= position) {
                behind.add(stored.entry());
              }
            });
    if (from != null) {
      chain.resume(from.position(), from.entry());
    }
    chain.readTo(position);
    if (chain.position() < position) {
      chain.requireWhole();
    }
    S begin = from == null ? fold.empty() : from.state();
    return behind.isEmpty() ? begin : fold.after(begin, behind);
  }

  /** All entries, read and verified from the first one on. */
  public List<LogEntry> entries() throws IOException {
    return log.read(1);
  }

  /** The entries with number {@code from} or later, read and verified. */
  public List<LogEntry> entries(long from) throws IOException {
    return log.read(from);
  }

  /**
   * One entry, held against no other.
   *
   * @throws BrokenLogException when it is not there, or is none
   */
  public LogEntry entry(long seq) throws IOException {
    try {
      return StoredEntry.read(store, keys, seq).entry();
    } catch (NoSuchFileException e) {
      throw new BrokenLogException(keys.entry(seq), "the entry is missing");
    }
  }

  /** Appends one entry, once; see {@link AppendLog#commit}. */
  public synchronized <R> Commit<R> commit(String txnId, Writer<S, R> writer) throws IOException {
    open();
    Commit<R> commit = log.commit(txnId, position -> writer.propose(fold()));
    if (commit instanceof Commit.Committed<R> done && done.fresh()) {
      keep(done.entry().seq());
    }
    return commit;
  }

  /**
   * Reads the whole log again and compares every checkpoint with what the entries before it come
   * to.
   *
   * @return what is odd, but decides nothing: checkpoints that are not used, strangers' objects
   * @throws BrokenLogException that names the entry and both digests
   */
  public LogCheck verify() throws IOException {
    return new LogVerification<>(checkpoints).run();
  }

  private void open() throws IOException {
    if (!resumed) {
      Checkpoints.Newest<S> newest = checkpoints.newest(Long.MAX_VALUE);
      @Nullable Checkpoint<S> from = newest.checkpoint();
      if (from != null && log.resume(from)) {
        state = from.state();
        kept = from.position();
      }
      named = newest.named();
      resumed = true;
    }
    if (!opened) {
      log.catchUp(PROBES, named);
      opened = true;
    }
  }

  private S fold() {
    if (!unfolded.isEmpty()) {
      state = fold.after(state, List.copyOf(unfolded));
      unfolded.clear();
    }
    return state;
  }

  /** Writes a checkpoint when this writer's entry is due for one, or none was for long. */
  private void keep(long seq) {
    long position = log.position();
    long due = position - position % checkpoints.every();
    if (seq == due || position >= kept + 2L * checkpoints.every()) {
      write();
      kept = position;
    } else {
      // Whoever wrote that entry keeps it.
      kept = Math.max(kept, due);
    }
  }

  /** The entry is acknowledged: nothing that goes wrong here may say otherwise. */
  private void write() {
    try {
      checkpoints.write(log.checkpoint(fold.form(), fold()));
    } catch (RuntimeException e) {
      LOGGER.warn("no checkpoint of {} was written", keys.prefix(), e);
    }
  }
}
