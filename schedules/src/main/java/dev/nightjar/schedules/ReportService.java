package dev.nightjar.schedules;

import dev.nightjar.decision.Replay;
import dev.nightjar.gate.Verdict;
import dev.nightjar.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports of nights that are over. */
public interface ReportService {

  /**
   * The night's report.
   *
   * @param pipeline null: the one pipeline that the workspace has
   * @param date null: the latest night
   */
  Report find(@Nullable String pipeline, @Nullable LocalDate date) throws IOException;

  /** The verdict of a run; empty when it is not over, or did not get that far. */
  Optional<Verdict> verdict(Run run) throws IOException;

  /** A report in its forms. */
  interface Report {

    /**
     * The same night with other numbers in its gates, such as {@code gates.recall.margin=0.03}; it
     * says that it is no decision.
     *
     * @throws IllegalArgumentException when no gate is meant, with the nearest
     */
    Report whatIf(List<String> changes);

    /**
     * The night's decision, reckoned again from what it kept and held against what is stored.
     *
     * @throws IllegalArgumentException when the night was not judged
     * @throws dev.nightjar.dataset.DataException when it cannot be done, and why
     */
    Replay replay() throws IOException;

    /**
     * Writes every row on which candidate and champion decided otherwise into a new file, all or
     * nothing.
     *
     * @param to a new file that ends in {@code .csv} or {@code .parquet}
     * @return how many rows it has
     * @throws IllegalArgumentException when it is there, or the night had no champion
     * @throws dev.nightjar.dataset.DataException when something of the night is gone, and what
     */
    long flips(Path to) throws IOException;

    /** A page of its own. */
    String html() throws IOException;

    /** Markdown. */
    String markdown();

    /** The decision as indented JSON. */
    String json();

    /** For a terminal. */
    String text(boolean colour, int width);

    /** Where the page is: a path, or a URL of the object store. */
    String address();

    /** The page as a file of this machine; fetched when it is elsewhere. */
    Path file() throws IOException;
  }
}
