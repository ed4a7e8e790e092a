package dev.nightjar.schedules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a server works.
 *
 * @param parallel how many nights at once
 * @param listen where the API is; null: nowhere
 * @param hostNames what else the API may be called than where it listens
 */
public record ServeOptions(int parallel, @Nullable Listen listen, List<String> hostNames) {

  public ServeOptions {
    hostNames = List.copyOf(hostNames);
  }
}
