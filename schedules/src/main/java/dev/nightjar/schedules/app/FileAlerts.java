package dev.nightjar.schedules.app;

import dev.nightjar.alert.Alert;
import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Announcement;
import dev.nightjar.alert.Outbox;
import dev.nightjar.alert.Subject;
import dev.nightjar.alert.Trouble;
import dev.nightjar.schedules.app.PipelineFolder.Broken;
import dev.nightjar.store.Digest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells of pipeline files that are broken, and when they are well again. Orchestrators that share a
 * ledger serve the same folder, so that each version of a file is told of once.
 */
final class FileAlerts {

  private static final String PREFIX = "file/";
  private static final int LONGEST = 200;

  private final Outbox outbox;
  private @Nullable Map<Path, Broken> told;

  FileAlerts(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Tells what changed since the last time.
   *
   * @param broken all files that are broken now
   * @throws dev.nightjar.run.LedgerException when it could not be written down; the same call says
   *     it again
   */
  void tell(Map<Path, Broken> broken) {
    if (broken.equals(told)) {
      return;
    }
    Set<String> troubles = new TreeSet<>();
    broken.forEach(
        (path, what) -> {
          String trouble = PREFIX + name(path);
          troubles.add(trouble);
          outbox.announce(new Announcement.Began(trouble, null, alert(path, what)));
        });
    for (Trouble open : outbox.troubles()) {
      if (open.name().startsWith(PREFIX) && !troubles.contains(open.name())) {
        outbox.announce(new Announcement.Ended(open.name(), null, wellAgain(open)));
      }
    }
    told = broken;
  }

  private static Alert alert(Path path, Broken what) {
    return new Alert(
        "broken/" + name(path) + "/" + what.version().head(16),
        AlertKind.BROKEN,
        "BROKEN %s: %s".formatted(what.pipeline(), what.problem().lines().findFirst().orElse("")),
        what.problem().lines().count() > 1 ? what.problem() : "",
        what.kept()
            ? "correct the file; until then its last good version is run"
            : "correct the file; until then nothing of it is run",
        Subject.of(what.pipeline()));
  }

  private static Alert wellAgain(Trouble open) {
    String file = URLDecoder.decode(open.name().substring(PREFIX.length()), StandardCharsets.UTF_8);
    return new Alert(
        "recovered/" + open.alertKey(),
        AlertKind.RECOVERED,
        "RECOVERED " + file + ": the pipeline file is not broken any more",
        "",
        "",
        new Subject(null, null, null, null, null));
  }

  /** The path in printable ASCII. */
  private static String name(Path path) {
    String name = URLEncoder.encode(path.toString(), StandardCharsets.UTF_8);
    return name.length() <= LONGEST ? name : Digest.of(name).hex();
  }
}
