package dev.nightjar.store;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Where the objects of a log are.
 *
 * @param prefix key of the log's owner, such as {@code models/flight-delays}
 */
record LogKeys(String prefix) {

  // Higher numbers fit into no long, and no log will ever reach them.
  private static final Pattern NUMBERED = Pattern.compile("0\\d{19}\\.json");

  LogKeys {
    prefix = new ObjectKey(prefix).path();
  }

  /** The folder of the entries. */
  String entries() {
    return prefix + "/log";
  }

  /** The folder of the checkpoints, below which the transactions' are. */
  String checkpoints() {
    return prefix + "/checkpoints";
  }

  /** The folder of the full blocks of {@link Transactions}. */
  String transactions() {
    return checkpoints() + "/transactions";
  }

  ObjectKey entry(long seq) {
    return numbered(entries(), seq);
  }

  ObjectKey checkpoint(long position) {
    return numbered(checkpoints(), position);
  }

  ObjectKey transactions(long position) {
    return numbered(transactions(), position);
  }

  /** What the first entry names as the one before it. */
  Digest beginning() {
    return Digest.of(prefix);
  }

  private static ObjectKey numbered(String folder, long number) {
    return ObjectKey.of(folder, String.format(Locale.ROOT, "%020d.json", number));
  }

  /** The number of an object of this folder; empty when the key is that of something else. */
  static OptionalLong number(String folder, ObjectKey key) {
    String name = key.name();
    if (!NUMBERED.matcher(name).matches()
        || key.path().length() != folder.length() + 1 + name.length()
        || name.charAt(1) == '9') {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(name.substring(0, 20)));
  }
}
