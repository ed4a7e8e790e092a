package dev.nightjar.jobs.openlineage;

import dev.nightjar.store.Blobs;
import dev.nightjar.store.Digest;

/**
 * What datasets are called, by OpenLineage's naming conventions: in a bucket {@code s3://bucket}
 * and the key, in a directory {@code file} and the path. So another tool that reads them gives them
 * the same names.
 *
 * @param store address of the store
 */
record StoreNames(String store) {

  private static final String S3 = "s3://";

  String namespace() {
    return store.startsWith(S3) ? S3 + bucket() : "file";
  }

  String dataset(String name) {
    return below("datasets/" + name);
  }

  String model(String name) {
    return below("models/" + name);
  }

  /** The address of a blob. */
  String blob(Digest digest) {
    return store + "/" + Blobs.key(digest).path();
  }

  private String below(String key) {
    if (!store.startsWith(S3)) {
      return store + "/" + key;
    }
    String prefix = store.substring(S3.length() + bucket().length());
    return prefix.isEmpty() ? key : prefix.substring(1) + "/" + key;
  }

  private String bucket() {
    String rest = store.substring(S3.length());
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash);
  }
}
