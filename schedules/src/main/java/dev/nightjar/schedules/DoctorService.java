package dev.nightjar.schedules;

import dev.nightjar.upkeep.Finding;
import java.nio.file.Path;
import java.util.List;

/** Examines a workspace and the machine, also when neither is well. */
public interface DoctorService {

  /**
   * What was found, good and bad.
   *
   * @param workspace need not be there
   * @param deep whether to read every blob and hold it against its name
   */
  List<Finding> examine(Path workspace, boolean deep);
}
