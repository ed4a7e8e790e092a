package dev.nightjar.schedules;

import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillSlot;
import dev.nightjar.run.RunState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Backfills: made here, worked at by whoever has room. Methods that take an id throw {@link
 * IllegalArgumentException} when there is no such backfill, and {@link BackfillConflict} when what
 * is asked for cannot happen to it any more.
 */
public interface BackfillService {

  /** What a backfill would do, and why. Nothing is written. */
  BackfillForecast plan(Path pipeline, BackfillRequest request) throws IOException;

  /**
   * Makes a backfill, or joins the one that is not over and asks for the same. Nothing is run:
   * {@link #work} does, and every orchestrator that serves the pipeline.
   *
   * @throws BackfillConflict when another backfill of the same lane is not over
   */
  Opened open(Path pipeline, BackfillRequest request) throws IOException;

  /**
   * A backfill that was asked for.
   *
   * @param forecast what there was to do when it was asked for
   * @param backfill null: there is no night to run, and none was made
   * @param joined whether it was there before; its slots are those that were planned then
   */
  record Opened(BackfillForecast forecast, @Nullable Backfill backfill, boolean joined) {}

  /**
   * Works at the backfill in this process, beside others, until it is over or paused. Can be killed
   * and called again: what is done is not done again.
   *
   * @return the backfill as it stands then
   */
  Backfill work(Path pipeline, long id, Listener listener) throws IOException;

  /** The backfills that were made last, the newest first. */
  default List<Backfill> latest(int limit) {
    return before(Long.MAX_VALUE, limit);
  }

  /** Those that were made before the one of this number, the newest first. */
  List<Backfill> before(long id, int limit);

  /** One backfill. */
  Backfill find(long id);

  /** Its slots, by logical time. */
  List<BackfillSlot> slots(long id);

  /**
   * What became of one of its nights; empty when it is not over, or left no document because it was
   * cancelled or did not even begin.
   *
   * @param place of one of {@link #slots}
   */
  Optional<NightResult> night(long id, int place) throws IOException;

  /** Begins nothing more for now; what runs goes on to its end. */
  Backfill pause(long id, String reason);

  /** Ends the pause. */
  Backfill resume(long id);

  /** Ends it: what waits is not begun, what runs ends before its next step. */
  Backfill cancel(long id, String reason);

  /** What became of its nights; of one that is not over, so far. */
  Report report(long id) throws IOException;

  /** A report in its forms. */
  interface Report {

    /** A page of its own. */
    String html();

    /** Markdown. */
    String markdown();

    /** Indented JSON. */
    String json();

    /** For a terminal. */
    String text(boolean colour, int width);
  }

  /** Hears what is done in this process. Called from any thread, one at a time. */
  interface Listener {

    /**
     * A night is over.
     *
     * @param backfill how far all are
     */
    void night(NightResult result, Backfill backfill);

    /** The night of this day is prepared, and waits for those before it. */
    default void prepared(LocalDate date, Backfill backfill) {}

    /** The night of this day ended without a document: it was cancelled, or did not even begin. */
    default void ended(LocalDate date, RunState state, Backfill backfill) {}

    /** Something did not go as it should; it is tried again. */
    default void trouble(String what) {}
  }
}
