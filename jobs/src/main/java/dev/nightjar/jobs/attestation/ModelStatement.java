package dev.nightjar.jobs.attestation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nightjar.store.Digest;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * An in-toto statement v1 about the files of one model, with the predicate of OMS v1.0.
 *
 * @param type {@code https://in-toto.io/Statement/v1}
 * @param subject the model, with the digest over the digests of its files
 * @param predicateType {@code https://model_signing/signature/v1.0}
 * @param predicate the files, and how they were found and hashed
 */
record ModelStatement(
    @JsonProperty("_type") String type,
    List<Subject> subject,
    String predicateType,
    Predicate predicate) {

  static final String TYPE = "https://in-toto.io/Statement/v1";
  static final String PREDICATE = "https://model_signing/signature/v1.0";
  static final String FILES = "files";
  static final String SHA256 = "sha256";

  /** What is not part of a model, at the top of its folder; the specification's own list. */
  static final List<String> IGNORED = List.of(".git", ".gitattributes", ".github", ".gitignore");

  /** What the statement is about. */
  record Subject(String name, Map<String, String> digest) {}

  /** The model's files. */
  record Predicate(List<Descriptor> resources, Serialization serialization) {}

  /** One file. */
  record Descriptor(String name, String algorithm, String digest) {}

  /** How the files were found and hashed. */
  record Serialization(
      String method,
      @JsonProperty("hash_type") String hashType,
      @JsonProperty("allow_symlinks") boolean allowSymlinks,
      @JsonProperty("ignore_paths") List<String> ignorePaths) {}

  /** The statement about a model that has these files, in any order. */
  static ModelStatement of(String model, List<Resource> files) {
    List<Resource> sorted = new ArrayList<>(files);
    sorted.sort(Comparator.comparing(Resource::name, ModelFiles.BY_CODE_POINT));
    MessageDigest root = Digest.sha256();
    List<Descriptor> resources = new ArrayList<>();
    for (Resource file : sorted) {
      root.update(HexFormat.of().parseHex(file.digest().hex()));
      resources.add(new Descriptor(file.name(), SHA256, file.digest().hex()));
    }
    return new ModelStatement(
        TYPE,
        List.of(new Subject(model, Map.of(SHA256, Digest.finish(root).hex()))),
        PREDICATE,
        new Predicate(resources, new Serialization(FILES, SHA256, false, IGNORED)));
  }
}
