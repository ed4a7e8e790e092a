package dev.nightjar.expectation;

import dev.nightjar.dataset.RowSource;
import java.io.IOException;
import java.util.List;

/**
 * Answers expectations over the files of a {@link RowSource}. The label and cutoff do not matter.
 */
public interface Checker {

  /**
   * Answers each expectation, in order, over all rows of the files, before any filter or dedupe; an
   * expectation on {@code NEWEST} over the last file only. Derived columns can be asked too.
   */
  CheckReport check(RowSource source, List<ExpectationSpec> suite) throws IOException;
}
