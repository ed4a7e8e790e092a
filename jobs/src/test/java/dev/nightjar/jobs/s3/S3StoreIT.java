package dev.nightjar.jobs.s3;

import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.ObjectStoreContract;
import java.io.IOException;

/** The contract of object stores, kept against a real server. */
final class S3StoreIT extends ObjectStoreContract {

  @Override
  protected ObjectStore openEmpty() throws IOException {
    return S3Proxy.shared().freshStore();
  }
}
