package dev.nightjar.jobs.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where events of lineage go.
 *
 * @param to a file or a collector
 * @param namespace of the jobs
 * @param timeout of one request, and how long the end of the program waits for what is under way
 */
public record LineageSettings(Target to, String namespace, Duration timeout) {

  /** What takes the events. */
  public sealed interface Target {}

  /** A file that each event is appended to, a line. */
  public record EventFile(Path path) implements Target {}

  /**
   * A server that events are posted to.
   *
   * @param url whole
   * @param apiKey sent as a bearer token; null: none
   */
  public record Collector(URI url, @Nullable SecretReference apiKey) implements Target {}
}
