package dev.nightjar.schedules;

import dev.nightjar.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs nights. */
public interface NightService {

  /**
   * Runs one night, goes on with one that was interrupted, or hands out one that is done.
   *
   * @param pipeline the pipeline file
   * @param date the slot of that day in the schedule's zone, whatever a calendar says of the day;
   *     null: the latest slot that is due and that no calendar leaves out
   * @throws dev.nightjar.run.SlotHeld when another process is at it
   * @throws ScheduleException when the day has no slot or several
   */
  default NightResult run(Path pipeline, @Nullable LocalDate date, NightListener listener)
      throws IOException {
    return run(pipeline, date == null ? null : SlotName.of(date), false, listener);
  }

  /**
   * The same, for a slot that is named by its day or its time.
   *
   * @param allowDirty whether a candidate may become champion although the repository that the
   *     pipeline file lies in has changes that are not committed
   */
  default NightResult run(
      Path pipeline, @Nullable SlotName slot, boolean allowDirty, NightListener listener)
      throws IOException {
    return run(pipeline, slot, Map.of(), allowDirty, listener);
  }

  /**
   * The same with values for the file's parameters, by name; those that are given are kept with the
   * run.
   *
   * @throws IllegalArgumentException when the file declares no such parameter, or one of another
   *     type
   */
  NightResult run(
      Path pipeline,
      @Nullable SlotName slot,
      Map<String, String> params,
      boolean allowDirty,
      NightListener listener)
      throws IOException;

  /**
   * Begins a run that is queued, here and now.
   *
   * @param pipeline the pipeline file
   * @param allowDirty as above
   */
  NightResult go(Path pipeline, Run queued, boolean allowDirty, NightListener listener)
      throws IOException;
}
