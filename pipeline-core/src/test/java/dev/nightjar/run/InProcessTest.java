package dev.nightjar.run;

import dev.nightjar.store.MemoryStore;
import dev.nightjar.store.ObjectStore;

class InProcessTest extends OperatorContract {

  private final ObjectStore store = new MemoryStore();

  @Override
  protected Operator operator() {
    return new InProcess();
  }

  @Override
  protected ObjectStore store() {
    return store;
  }
}
