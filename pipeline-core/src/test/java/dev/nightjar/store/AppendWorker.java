package dev.nightjar.store;

import dev.nightjar.store.FaultyStore.Fault;
import java.nio.file.Path;
import java.time.InstantSource;

/** A process that appends transactions to a log, and says so before each write and read. */
final class AppendWorker {

  private AppendWorker() {}

  /** Arguments: directory, name of the worker, number of transactions, {@code chatty} or not. */
  public static void main(String[] arguments) throws Exception {
    boolean chatty = arguments[3].equals("chatty");
    ObjectStore store = DirectoryStore.open(Path.of(arguments[0]));
    if (chatty) {
      store = new FaultyStore(store, () -> announce("create"), () -> announce("read"));
    }
    AppendLog log = new AppendLog(store, "models/m", InstantSource.system());
    log.entries();
    Workers.awaitGo();
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      LogTesting.append(log, arguments[1] + "-" + i);
      if (chatty) {
        Workers.say("acknowledged " + arguments[1] + "-" + i);
      }
    }
  }

  private static Fault announce(String what) {
    Workers.say(what);
    return Fault.NONE;
  }
}
