package dev.nightjar.schedules;

import dev.nightjar.registry.RegistryVerifier;
import dev.nightjar.registry.Verified;
import dev.nightjar.store.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Models of a workspace. A version is {@code champion}, {@code previous}, {@code baseline} or a
 * name such as {@code v3}. What a person does wants a reason: {@link IllegalArgumentException} when
 * it is blank.
 */
public interface RegistryService {

  /** The names of the models. */
  List<String> names() throws IOException;

  /** Where a model stands. */
  Standing standing(String model) throws IOException;

  /** What ever happened to the model, oldest first. */
  List<Event> history(String model) throws IOException;

  /** The events of the last so many entries of its log, oldest first; only these are read. */
  List<Event> latest(String model, int entries) throws IOException;

  /** The events of the log before an entry, at most so many, oldest first. */
  List<Event> before(String model, long seq, int entries) throws IOException;

  /** Its registered candidates, the newest first. */
  List<Version> versions(String model) throws IOException;

  /** Everything that is known of a version. */
  Card card(String model, String version) throws IOException;

  /** Reads again all that the model's log names, and says what is damaged. */
  Verified verify(String model, RegistryVerifier.Listener listener) throws IOException;

  /**
   * Fetches the version's files into a folder that must not be there yet, verified.
   *
   * @return the version that was fetched
   */
  String get(String model, String version, Path to) throws IOException;

  /**
   * Writes an in-toto statement about the version's files, which are verified before.
   *
   * @param to a file that is not there yet
   * @param key private key of P-256 in PEM that signs it; null: unsigned
   */
  Exported export(String model, String version, Path to, @Nullable Path key) throws IOException;

  /**
   * Brings an MLflow tracking server up to the model; nothing ever comes back from there. The token
   * is what the environment variable {@code MLFLOW_TRACKING_TOKEN} holds.
   */
  Mirrored mirror(String model, URI server) throws IOException;

  /**
   * Makes an earlier champion the champion again.
   *
   * @param to a version; null: the previous champion
   */
  Standing rollback(String model, @Nullable String to, Act act) throws IOException;

  /** Makes the version the fixed baseline. */
  Standing baseline(String model, String version, String reason) throws IOException;

  /** Makes the version champion, whatever its gates said; recorded as forced. */
  Standing force(String model, String version, String reason) throws IOException;

  /** Records that the version's training data were found wrong. */
  Standing taint(String model, String version, String reason) throws IOException;

  /** Takes the version out of use for ever. */
  Standing retire(String model, String version, String reason) throws IOException;

  /**
   * A statement that was written.
   *
   * @param signed whether it is in an envelope with a signature
   * @param keyReadByAll whether everybody on this machine can read the private key
   */
  record Exported(
      String model, String version, String file, boolean signed, boolean keyReadByAll) {}

  /**
   * A mirror that is up to date.
   *
   * @param position entries of the registry's log that it shows
   * @param changes what was changed, in words; empty: nothing was to be done
   */
  record Mirrored(String model, String server, long position, List<String> changes) {}

  /**
   * What a person says to an act.
   *
   * @param reason why
   * @param force even though a rule speaks against it; recorded as such
   */
  record Act(String reason, boolean force) {}

  /**
   * Where a model stands: versions, or null where there is none.
   *
   * @param versions how many there are
   * @param tainted why, by version, of those that are
   */
  record Standing(
      String model,
      @Nullable String champion,
      @Nullable String previous,
      @Nullable String baseline,
      int versions,
      Map<String, String> tainted) {}

  /**
   * A registered candidate.
   *
   * @param seq the log's entry that registered it
   * @param retired whether it is never to be champion again
   * @param tainted whether its training data were taken back or found wrong
   */
  record Version(
      String name,
      Digest manifest,
      Instant logicalTime,
      long seq,
      boolean retired,
      boolean tainted) {}

  /**
   * One thing that happened.
   *
   * @param forced whether a person overrode a rule
   * @param evidence what it was decided on: JSON
   * @param testSnapshot id of the snapshot that was judged; null: it was no promotion by verdict
   */
  record Event(
      long seq,
      String type,
      @Nullable String version,
      @Nullable Instant logicalTime,
      Instant at,
      String actor,
      boolean forced,
      @Nullable String championBefore,
      @Nullable String championAfter,
      String reason,
      Object evidence,
      Digest evidenceDigest,
      @Nullable String testSnapshot,
      String txnId) {}

  /** A model card in its forms. */
  interface Card {

    /** Markdown. */
    String markdown();

    /** Indented JSON. */
    String json();

    /** For a terminal. */
    String text(boolean colour, int width);
  }
}
