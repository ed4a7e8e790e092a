package dev.nightjar.schedules;

import dev.nightjar.dataset.DatasetEvent;
import dev.nightjar.lineage.Impact;
import java.io.IOException;
import java.util.List;

/** What was made of which data, and what became of a dataset. */
public interface LineageService {

  /**
   * What ever happened to a dataset, oldest first.
   *
   * @throws IllegalArgumentException with the nearest name when there is no such dataset
   */
  List<DatasetEvent> log(String dataset) throws IOException;

  /**
   * What was made of a segment. Nothing is changed.
   *
   * @throws dev.nightjar.dataset.DataException with the nearest name when there is no such segment
   */
  Impact impact(String dataset, String segment) throws IOException;

  /**
   * Takes a segment out of every later snapshot and taints the versions that were trained on it.
   * Doing it again does what is left of it.
   *
   * @return what was made of it, with the marks
   */
  Impact retract(String dataset, String segment, String reason) throws IOException;
}
