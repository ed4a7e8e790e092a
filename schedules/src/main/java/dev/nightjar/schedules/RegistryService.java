package dev.nightjar.schedules;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Models of a workspace. */
public interface RegistryService {

  /** The names of the models. */
  List<String> names() throws IOException;

  /** Where a model stands. */
  Standing standing(String model) throws IOException;

  /** What ever happened to the model, oldest first. */
  List<Event> history(String model) throws IOException;

  /**
   * Fetches the version's files into a folder that must not be there yet, verified.
   *
   * @param version {@code champion}, {@code previous}, {@code baseline} or {@code v3}
   * @return the version that was fetched
   */
  String get(String model, String version, Path to) throws IOException;

  /**
   * Makes an earlier champion the champion again.
   *
   * @param to a version; null: the previous champion
   */
  Standing rollback(String model, @Nullable String to, String reason) throws IOException;

  /** Makes the version the fixed baseline. */
  Standing baseline(String model, String version, String reason) throws IOException;

  /** Makes the version champion, whatever its gates said; recorded as forced. */
  Standing force(String model, String version, String reason) throws IOException;

  /** Where a model stands: versions, or null where there is none. */
  record Standing(
      String model,
      @Nullable String champion,
      @Nullable String previous,
      @Nullable String baseline,
      int versions) {}

  /** One thing that happened. */
  record Event(
      long seq,
      String type,
      @Nullable String version,
      @Nullable Instant logicalTime,
      Instant at,
      String actor,
      String reason) {}
}
