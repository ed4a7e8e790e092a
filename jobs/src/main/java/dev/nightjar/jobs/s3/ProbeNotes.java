package dev.nightjar.jobs.s3;

import dev.nightjar.store.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Remembers for a day, in a folder of this machine, that a store was probed and found good, so that
 * not every command pays for it. Notes can be deleted at any time.
 *
 * @param folder where the notes are; made when it is not there
 * @param clock says how old a note is
 */
public record ProbeNotes(Path folder, InstantSource clock) {

  private static final Duration GOOD_FOR = Duration.ofDays(1);

  /** Whether the store was found good less than a day ago. */
  boolean isFresh(S3Options options) {
    try {
      Instant noted = Instant.parse(Files.readString(note(options)).strip());
      Instant now = clock.instant();
      return !noted.isAfter(now) && noted.plus(GOOD_FOR).isAfter(now);
    } catch (IOException | DateTimeException e) {
      // No note, or none that can be read: probe again.
      return false;
    }
  }

  /** Remembers that the store is good; a folder that cannot be written to only costs a probe. */
  void good(S3Options options) {
    try {
      Files.createDirectories(folder);
      Files.writeString(note(options), clock.instant() + "\n");
    } catch (IOException e) {
      // The next command probes again.
    }
  }

  private Path note(S3Options options) {
    String what = options.endpoint() + " " + options.location();
    return folder.resolve(Digest.of(what.getBytes(StandardCharsets.UTF_8)).head(32));
  }
}
