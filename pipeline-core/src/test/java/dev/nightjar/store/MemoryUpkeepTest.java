package dev.nightjar.store;

final class MemoryUpkeepTest extends StoreUpkeepContract {

  @Override
  protected ObjectStore openEmpty() {
    return new MemoryStore();
  }
}
