package dev.nightjar.store;

import dev.nightjar.store.Workers.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Real processes append to one directory. */
final class DirectoryLogIT extends AppendLogContract {

  @Override
  protected ObjectStore open() throws IOException {
    return DirectoryStore.open(scratch.resolve("store"));
  }

  @Override
  protected Worker start(Path errors, List<String> transactionsAndNames) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(scratch.resolve("store").toString()));
    arguments.addAll(transactionsAndNames);
    return Workers.start(AppendWorker.class, errors, arguments.toArray(new String[0]));
  }

  @Override
  protected int writersOfAProcess() {
    return 1;
  }
}
