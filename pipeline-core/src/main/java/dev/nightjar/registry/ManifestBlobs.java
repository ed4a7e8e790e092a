package dev.nightjar.registry;

import dev.nightjar.model.Candidate;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.util.Map;

/** What a version consists of besides its manifest. */
public final class ManifestBlobs {

  private ManifestBlobs() {}

  /**
   * The blobs that a manifest names, each under what it is in words.
   *
   * @throws IOException when the bytes are no manifest
   */
  public static Map<String, Digest> of(byte[] manifest) throws IOException {
    return CanonicalJson.read(manifest, Candidate.class).blobs();
  }
}
