package dev.nightjar.store;

final class MemoryStoreTest extends ObjectStoreContract {

  @Override
  protected ObjectStore openEmpty() {
    return new MemoryStore();
  }
}
