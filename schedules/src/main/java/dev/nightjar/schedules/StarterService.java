package dev.nightjar.schedules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** First steps. */
public interface StarterService {

  /**
   * Writes a commented pipeline file for the data.
   *
   * @param data a file with rows
   * @param to the pipeline file, which must not be there yet
   * @return sentences on what to look at next
   */
  List<String> init(Path data, Path to) throws IOException;
}
