package dev.nightjar.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a whole log from its first entry, and everything beside it. For one run. */
final class LogVerification<S> {

  private static final String CHECKPOINT = "checkpoint";

  private final ObjectStore store;
  private final LogKeys keys;
  private final LogFold<S> fold;
  private final Checkpoints<S> checkpoints;
  private final List<Damage> findings = new ArrayList<>();
  private final Map<String, Long> seen = new HashMap<>();
  private final List<LogEntry> unfolded = new ArrayList<>();
  private final Transactions transactions;
  private @Nullable StoredEntry last;
  private S state;
  private long sound;

  LogVerification(Checkpoints<S> checkpoints) {
    this.store = checkpoints.store();
    this.keys = checkpoints.keys();
    this.fold = checkpoints.fold();
    this.checkpoints = checkpoints;
    this.transactions = new Transactions(store, keys);
    this.state = fold.empty();
  }

  LogCheck run() throws IOException {
    LogChain chain = new LogChain(store, keys, this::entry);
    List<Long> positions = checkpoints.positions();
    List<ObjectKey> blocks = store.list(keys.transactions(), "");
    for (long position : new TreeSet<>(positions)) {
      chain.readTo(position);
      once();
      if (chain.position() == position) {
        checkpoint(position);
      }
    }
    chain.catchUp();
    chain.requireWhole();
    once();
    for (long position : positions) {
      if (position > chain.position()) {
        find(
            keys.checkpoint(position),
            CHECKPOINT,
            "an entry with its number",
            "a log that ends with number " + chain.position());
      }
    }
    blocks.forEach(this::block);
    strangers();
    return new LogCheck(chain.position(), chain.last(), sound, findings);
  }

  private void entry(StoredEntry stored) {
    last = stored;
    transactions.add(stored);
    unfolded.add(stored.entry());
  }

  /** Folds what was read, after each transaction was seen to be there once. */
  private void once() throws IOException {
    for (LogEntry entry : unfolded) {
      Long twin = seen.putIfAbsent(entry.txnId(), entry.seq());
      if (twin != null) {
        throw new BrokenLogException(
            keys.entry(entry.seq()),
            "transaction " + entry.txnId() + " is number " + twin + " already");
      }
    }
    if (!unfolded.isEmpty()) {
      state = fold.after(state, List.copyOf(unfolded));
      unfolded.clear();
    }
  }

  private void checkpoint(long position) throws IOException {
    ObjectKey key = keys.checkpoint(position);
    byte[] bytes;
    try {
      bytes = store.read(key);
    } catch (NoSuchFileException e) {
      // Deleted since it was listed, as anybody may do.
      return;
    }
    Checkpoint<JsonNode> any = Checkpoint.of(bytes, JsonNode.class);
    if (any != null && !any.form().equals(fold.form())) {
      // Another version of Nightjar made it; this one passes it over.
      return;
    }
    Checkpoint<S> there = any == null ? null : Checkpoint.of(bytes, fold.type());
    if (there == null || last == null || there.position() != position) {
      find(key, CHECKPOINT, "a checkpoint of its number", "bytes that are none");
    } else if (!there.entry().equals(last.digest())) {
      find(
          key,
          CHECKPOINT,
          "SHA-256 " + there.entry() + " of the entry that it stands on",
          keys.entry(position) + " with SHA-256 " + last.digest());
    } else if (!there.state().equals(state)
        || !there.transactions().equals(transactions.recent())) {
      find(key, CHECKPOINT, "what the entries come to", "something else: delete it");
    } else {
      sound++;
    }
  }

  private void block(ObjectKey key) {
    OptionalLong end = LogKeys.number(keys.transactions(), key);
    if (end.isPresent() && !transactions.agreesWith(key, end.getAsLong())) {
      find(key, "list of transactions", "what the entries say", "something else: delete it");
    }
  }

  private void strangers() throws IOException {
    for (ObjectKey key : store.list(keys.entries(), "")) {
      if (LogKeys.number(keys.entries(), key).isEmpty()) {
        find(key, "folder of the log", "entries alone", "an object of another name");
      }
    }
  }

  private void find(ObjectKey key, String what, String expected, String found) {
    findings.add(new Damage(key, what, expected, found));
  }
}
