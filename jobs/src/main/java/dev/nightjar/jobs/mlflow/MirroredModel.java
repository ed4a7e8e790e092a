package dev.nightjar.jobs.mlflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a tracking server is to say of a model.
 *
 * @param name of the model
 * @param position entries of the registry's log that it comes from
 * @param versions in order of registration
 * @param aliases version by alias; {@code champion}, {@code previous} and {@code baseline} that are
 *     not here are taken away
 */
public record MirroredModel(
    String name, long position, List<Version> versions, Map<String, String> aliases) {

  public MirroredModel {
    versions = List.copyOf(versions);
    aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
  }

  /**
   * A version.
   *
   * @param name such as {@code v3}
   * @param source URI of its model
   * @param runLink where its night's report is; empty: nowhere
   * @param description in a sentence
   * @param tags besides {@code nightjar.version}
   */
  public record Version(
      String name, String source, String runLink, String description, Map<String, String> tags) {

    public Version {
      tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }
  }
}
