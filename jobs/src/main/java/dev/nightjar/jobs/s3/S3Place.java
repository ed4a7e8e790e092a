package dev.nightjar.jobs.s3;

import dev.nightjar.store.ObjectKey;
import java.util.Optional;

/** A bucket and a prefix in it: maps our keys to the bucket's, and back. */
record S3Place(String bucket, String prefix) {

  static S3Place of(S3Options options) {
    return new S3Place(options.bucket(), options.prefix());
  }

  /** The bucket's key of an object, or of a text that is to be prefixed likewise. */
  String key(String path) {
    return prefix.isEmpty() ? path : prefix + "/" + path;
  }

  String key(ObjectKey key) {
    return key(key.path());
  }

  /** What the bucket's keys below a folder begin with; the empty folder is the whole store. */
  String start(String folder) {
    return folder.isEmpty() ? key("") : key(folder + "/");
  }

  /** Our key of an object; empty when somebody else put it there under a name that is none. */
  Optional<ObjectKey> objectKey(String key) {
    String start = key("");
    if (!key.startsWith(start)) {
      return Optional.empty();
    }
    String path = key.substring(start.length());
    return ObjectKey.isKey(path) ? Optional.of(new ObjectKey(path)) : Optional.empty();
  }
}
