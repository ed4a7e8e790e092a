package dev.nightjar.upkeep;

import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.StoreUpkeep.Stored;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Says which blobs documents no longer keep, although they name them. */
@FunctionalInterface
public interface Retention {

  /** Everything that is named is kept. */
  Retention FOREVER = (store, objects, now) -> new Exemptions();

  /**
   * What may go.
   *
   * @param objects all objects of the store
   * @param now by the store's clock
   */
  Exemptions exemptions(ObjectStore store, List<Stored> objects, Instant now) throws IOException;
}
