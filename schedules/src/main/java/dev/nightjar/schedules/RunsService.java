package dev.nightjar.schedules;

import dev.nightjar.run.Attempt;
import dev.nightjar.run.Holder;
import dev.nightjar.run.Run;
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
}
