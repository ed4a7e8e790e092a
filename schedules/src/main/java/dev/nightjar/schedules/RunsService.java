package dev.nightjar.schedules;

import dev.nightjar.run.Attempt;
import dev.nightjar.run.Holder;
import dev.nightjar.run.LogLine;
import dev.nightjar.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the ledger knows of runs. */
public interface RunsService {

  /**
   * A run with its attempts.
   *
   * @param holder who works on it; null: nobody
   */
  record Detail(Run run, List<Attempt> attempts, @Nullable Holder holder) {

    public Detail {
      attempts = List.copyOf(attempts);
    }
  }

  /**
   * The runs that were begun or queued last, the newest first.
   *
   * @param pipeline only of this one; null: of all
   */
  List<Run> latest(@Nullable String pipeline, int limit);

  /**
   * One run.
   *
   * @param id eight hexadecimal digits
   * @throws IllegalArgumentException when there is none
   */
  Detail show(String id);

  /**
   * Asks for the end of a run: at once when nobody works on it, otherwise before its worker's next
   * step, or within half a minute where its trainer tells how far it is. A run that is over stays
   * as it is.
   *
   * @return the run as it is now
   * @throws IllegalArgumentException when there is none
   */
  Run cancel(String id, String reason);

  /**
   * Some lines of a run's log.
   *
   * @param next to be given for the lines that follow
   * @param ended whether none will follow
   */
  record LogPage(List<LogLine> lines, long next, boolean ended) {

    public LogPage {
      lines = List.copyOf(lines);
    }
  }

  /**
   * The lines of a run's log that follow a place, in the order in which they were written. None
   * when no more are written yet: whoever follows a run asks again until it has ended. A worker
   * writes what it has every ten seconds at the latest.
   *
   * @param place 0 for the beginning, or {@link LogPage#next}
   * @throws IllegalArgumentException when there is no such run
   */
  LogPage logs(String id, long place) throws IOException;

  /**
   * A run that follows an earlier one of its slot.
   *
   * @param run QUEUED: an orchestrator begins it, or {@link NightService#go}
   * @param notes what a person should know: which run it follows, and what is another now
   * @param pipeline the pipeline file; null: a server has it, and begins the run
   */
  record Again(Run run, List<String> notes, @Nullable Path pipeline) {

    public Again {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Queues a run that goes on where one ended that failed, was blocked, cancelled or went stale.
   * What that one, or an earlier run of the slot, made from the same inputs is not done again.
   *
   * @param from the first step that is done again whatever was made before; null: none
   * @param pipeline the pipeline file; null: where it was when the run began
   * @throws IllegalArgumentException when there is no such run or step, when the run is not the
   *     slot's latest or cannot go on, or when what it pinned has changed
   */
  Again resume(String id, @Nullable String from, @Nullable Path pipeline) throws IOException;

  /**
   * Queues a run that does again from the first step on what one that is over did, with the
   * pipeline file and the program as they are now.
   *
   * @param pipeline the pipeline file; null: where it was when the run began
   * @return with all that differs from the earlier run in its notes
   * @throws IllegalArgumentException when there is no such run, or it is not over, or not the
   *     slot's latest
   */
  Again rerun(String id, @Nullable Path pipeline) throws IOException;
}
