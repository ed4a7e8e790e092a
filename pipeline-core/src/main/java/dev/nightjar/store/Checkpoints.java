package dev.nightjar.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints {@code <prefix>/checkpoints/<20 digits>.json} of a log. They can be deleted at
 * any time; a damaged one, one of another form, and one that stands on another entry than the log's
 * are as if they were not there. Thread-safe.
 *
 * @param every how many entries lie between two
 */
record Checkpoints<S>(ObjectStore store, LogKeys keys, LogFold<S> fold, int every) {

  /** The newest that can be used, and the highest position that any is named after. */
  record Newest<S>(@Nullable Checkpoint<S> checkpoint, long named) {}

  /** The newest that stands on an entry of this number or a lower one. */
  Newest<S> newest(long limit) throws IOException {
    List<Long> positions = positions();
    long named = positions.isEmpty() ? 0 : positions.get(positions.size() - 1);
    for (int i = positions.size() - 1; i >= 0; i--) {
      long position = positions.get(i);
      if (position <= limit) {
        Checkpoint<S> checkpoint = Checkpoint.read(store, keys.checkpoint(position), fold.type());
        if (checkpoint != null
            && checkpoint.isOf(fold.form(), position)
            && checkpoint.standsIn(store, keys)) {
          return new Newest<>(checkpoint, named);
        }
      }
    }
    return new Newest<>(null, named);
  }

  /** What they are named after, in order. */
  List<Long> positions() throws IOException {
    List<Long> positions = new ArrayList<>();
    for (ObjectKey key : store.list(keys.checkpoints(), "")) {
      OptionalLong position = LogKeys.number(keys.checkpoints(), key);
      if (position.isPresent()) {
        positions.add(position.getAsLong());
      }
    }
    return positions;
  }

  /** Writes one, if it gives back the same state. Best effort. */
  void write(Checkpoint<S> checkpoint) {
    byte[] bytes = checkpoint.bytes();
    if (!checkpoint.equals(Checkpoint.of(bytes, fold.type()))) {
      return;
    }
    try {
      store.create(keys.checkpoint(checkpoint.position()), bytes);
    } catch (IOException e) {
      // It only saves time: the next one may succeed.
    }
  }
}
