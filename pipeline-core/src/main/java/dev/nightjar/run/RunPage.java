package dev.nightjar.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some runs of many.
 *
 * @param runs the newest first
 * @param next the cursor of what follows; null: nothing does
 */
public record RunPage(List<Run> runs, @Nullable String next) {

  public RunPage {
    runs = List.copyOf(runs);
  }
}
