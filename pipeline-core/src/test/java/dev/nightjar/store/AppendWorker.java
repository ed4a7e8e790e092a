package dev.nightjar.store;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A process whose threads append transactions to one log, each as a writer of its own. */
public final class AppendWorker {

  private AppendWorker() {}

  /** Arguments: directory, number of transactions, names of the writers. */
  public static void main(String[] arguments) throws Exception {
    try (ObjectStore store = DirectoryStore.open(Path.of(arguments[0]))) {
      run(store, List.of(arguments).subList(1, arguments.length));
    }
  }

  /** Appends when it is let go. */
  public static void run(ObjectStore store, List<String> transactionsAndNames) throws Exception {
    int transactions = Integer.parseInt(transactionsAndNames.get(0));
    List<String> names = transactionsAndNames.subList(1, transactionsAndNames.size());
    new AppendLog(store, AppendLogContract.PREFIX, InstantSource.system()).entries();
    Workers.awaitGo();
    ExecutorService pool = Executors.newFixedThreadPool(names.size());
    try {
      List<Future<Integer>> writers = new ArrayList<>();
      for (String name : names) {
        writers.add(pool.submit(() -> append(store, name, transactions)));
      }
      for (Future<Integer> writer : writers) {
        writer.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static int append(ObjectStore store, String name, int transactions) throws Exception {
    AppendLog log = new AppendLog(store, AppendLogContract.PREFIX, InstantSource.system());
    for (int i = 0; i < transactions; i++) {
      LogTesting.append(log, name + "-" + i);
    }
    return transactions;
  }
}
