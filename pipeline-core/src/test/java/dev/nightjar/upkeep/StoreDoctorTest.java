package dev.nightjar.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.store.AppendLog;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.Digest;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.MemoryStore;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.Proposal;
import dev.nightjar.store.TinyDisk;
import dev.nightjar.store.Tombstones;
import dev.nightjar.upkeep.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreDoctorTest {

  private static final Instant NOW = Instant.parse("2026-11-26T00:00:00Z");

  @TempDir Path scratch;
  private final MemoryStore store = new MemoryStore(() -> NOW);

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private List<Finding> bad(Duration skew, boolean deep) {
    return bad(new StoreDoctor(store, InstantSource.fixed(NOW.plus(skew))).examine(deep));
  }

  private static List<Finding> bad(List<Finding> findings) {
    return findings.stream().filter(f -> f.severity() != Severity.OK).toList();
  }

  private static void append(ObjectStore to, String txn) throws IOException {
    new AppendLog(to, "models/m", () -> NOW)
        .commit(
            txn,
            entries ->
                new Proposal.Append<>(
                    "promoted",
                    NOW,
                    "ann",
                    CanonicalJson.tree(Map.of()),
                    CanonicalJson.tree(Map.of("n", txn)),
                    CanonicalJson.tree(Map.of()),
                    ""));
  }

  @Test
  void aSoundStoreIsWell() throws IOException {
    append(store, "one");
    Digest digest = new Blobs(store).put(bytes("x"));
    byte[] manifest = bytes("{\"artifact\":\"" + digest + "\"}");
    store.create(ObjectKey.of("models", "m", "manifests", Digest.of(manifest) + ".json"), manifest);
    List<Finding> findings =
        new StoreDoctor(store, InstantSource.fixed(NOW.plusSeconds(30))).examine(true);
    assertThat(bad(findings)).isEmpty();
    assertThat(findings)
        .extracting(Finding::text)
        .contains(
            "1 log is whole, entries: 1",
            "2 manifests and blobs are what their names say, 80 B read");
  }

  @Test
  void aWrongClockIsFound() {
    assertThat(bad(Duration.ofSeconds(32), false))
        .singleElement()
        .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.WARNING))
        .satisfies(f -> assertThat(f.text()).contains("31 s ahead of that of the store"));
    assertThat(bad(Duration.ofHours(-1), false))
        .singleElement()
        .satisfies(f -> assertThat(f.severity()).isEqualTo(Severity.ERROR))
        .satisfies(f -> assertThat(f.text()).contains("60 min behind that of the store"))
        .satisfies(f -> assertThat(f.cure()).contains("NTP"));
  }

  @Test
  void aGapInALogIsFound() throws IOException {
    for (String txn : List.of("one", "two", "three")) {
      append(store, txn);
    }
    ObjectKey second = new ObjectKey("models/m/log/00000000000000000002.json");
    store.upkeep().remove(second);
    assertThat(bad(Duration.ZERO, false))
        .isNotEmpty()
        .allSatisfy(f -> assertThat(f.severity()).isEqualTo(Severity.ERROR))
        .anySatisfy(f -> assertThat(f.text()).contains(second.path(), "nothing"));
  }

  @Test
  void whatWasChangedBehindOurBackIsNamedWithBothDigests() throws IOException {
    Digest digest = new Blobs(store).put(bytes("sound"));
    store.overwrite(Blobs.key(digest), bytes("other"));
    byte[] manifest = bytes("{}");
    ObjectKey key = ObjectKey.of("models", "m", "manifests", Digest.of(manifest) + ".json");
    store.create(key, bytes("{ }"));
    assertThat(bad(Duration.ZERO, false))
        .singleElement()
        .extracting(Finding::text)
        .asString()
        .contains(key.path(), Digest.of(manifest).hex(), Digest.of(bytes("{ }")).hex());
    assertThat(bad(Duration.ZERO, true))
        .hasSize(2)
        .anySatisfy(
            f ->
                assertThat(f.text())
                    .contains(
                        Blobs.key(digest).path(), digest.hex(), Digest.of(bytes("other")).hex()));
  }

  private Digest named(String document, String json, String content) throws IOException {
    Digest digest = new Blobs(store).put(bytes(content));
    store.create(new ObjectKey(document), bytes(json.formatted(digest)));
    return digest;
  }

  private Digest segment(String name, String content) throws IOException {
    Digest digest = new Blobs(store).put(bytes(content));
    new AppendLog(store, "datasets/d", () -> NOW)
        .commit(
            name,
            position ->
                new Proposal.Append<>(
                    "added",
                    NOW,
                    "ann",
                    CanonicalJson.tree(Map.of()),
                    CanonicalJson.tree(
                        Map.of(
                            "segments",
                            List.of(
                                Map.of(
                                    "name", name, "digest", digest, "bytes", content.length())))),
                    CanonicalJson.tree(Map.of()),
                    ""));
    return digest;
  }

  @Test
  void aBlobThatIsNamedAndMissingOrCutIsFoundWithoutReadingBlobs() throws IOException {
    Digest gone = segment("2026-01-01", "first day");
    Digest cut = segment("2026-01-02", "second day");
    Digest scores =
        named(
            "runs/p/20260101T000000Z/abcd0123/decision.json",
            "{\"evaluation\":{\"testSets\":[{\"predictions\":\"%s\",\"rowsDigest\":\""
                + "0".repeat(64)
                + "\"}]}}",
            "scores");
    assertThat(bad(Duration.ZERO, false)).isEmpty();

    store.upkeep().remove(Blobs.key(gone));
    store.upkeep().remove(Blobs.key(scores));
    store.overwrite(Blobs.key(cut), bytes("second"));
    List<Finding> findings = bad(Duration.ZERO, false);
    assertThat(findings).allMatch(f -> f.severity() == Severity.ERROR && f.check().equals("blobs"));
    assertThat(findings)
        .extracting(Finding::text)
        .containsExactlyInAnyOrder(
            Blobs.key(gone) + " is missing: segment 2026-01-01, named by datasets/d/log",
            Blobs.key(cut)
                + " has 6 bytes, but must have 10: segment 2026-01-02, named by datasets/d/log",
            Blobs.key(scores)
                + " is missing: scores of test rows, named by"
                + " runs/p/20260101T000000Z/abcd0123/decision.json");
    assertThat(findings)
        .allSatisfy(f -> assertThat(f.cure()).contains("back from a copy of the store"))
        .anySatisfy(f -> assertThat(f.cure()).contains("nightjar dataset retract"))
        .anySatisfy(f -> assertThat(f.cure()).contains("cannot be replayed"));
  }

  @Test
  void whatRetentionGaveUpIsNotMissingAndWhatWasCollectedSaysWhoDidIt() throws IOException {
    String json = "{\"artifact\":\"%s\"}";
    for (String why : List.of(Tombstones.RETENTION + "p: kept for 1d", "no document names it")) {
      Digest digest = named("models/m/attestations/" + why.length() + ".json", json, why);
      ObjectKey key = Blobs.key(digest);
      store.create(
          Tombstones.condemnation(key),
          CanonicalJson.write(new Tombstones.Condemned(key, 1, why, NOW, "bob")));
      store.upkeep().remove(key);
    }
    assertThat(bad(Duration.ZERO, false)).as("attestations are read in depth").isEmpty();
    assertThat(bad(Duration.ZERO, true))
        .singleElement()
        .satisfies(
            f ->
                assertThat(f.text())
                    .contains("was removed at", "by bob: no document names it", "a model"));
  }

  @Test
  void foreignFilesAndWhatKilledWritersLeftAreFound() throws IOException {
    Path root = scratch.resolve("store");
    try (DirectoryStore directory = DirectoryStore.open(root)) {
      directory.create(new ObjectKey("blobs/sha256/notes.txt"), bytes("x"));
      directory.create(new ObjectKey("format.json"), bytes("{}"));
      Files.createSymbolicLink(root.resolve("link"), scratch);
      Path left = Files.write(root.resolve(".tmp/left"), bytes("half"));
      Instant now = directory.upkeep().now();
      Files.setLastModifiedTime(left, FileTime.from(now.minus(Duration.ofHours(25))));
      List<Finding> findings =
          bad(new StoreDoctor(directory, InstantSource.system()).examine(false));
      assertThat(findings.stream().filter(f -> !f.check().equals("disk")))
          .extracting(Finding::check)
          .containsExactly("foreign", "unfinished");
      assertThat(findings)
          .anySatisfy(f -> assertThat(f.text()).contains("2 files", "link", "notes.txt"))
          .anySatisfy(f -> assertThat(f.text()).contains("1 write", "4 B", "left"));
    }
  }

  @Test
  void aReadOnlyAndAFullDiskAreFound() throws IOException {
    try (TinyDisk disk = TinyDisk.mount(scratch, "size=512k")) {
      DirectoryStore directory = DirectoryStore.open(disk.path());
      directory.create(new ObjectKey("runs/x.json"), bytes("{}"));
      assertThat(bad(new StoreDoctor(directory, InstantSource.system()).examine(false)))
          .extracting(Finding::check)
          .containsExactly("disk");
      disk.remount("ro");
      assertThat(bad(new StoreDoctor(directory, InstantSource.system()).examine(false)))
          .extracting(Finding::text)
          .anySatisfy(t -> assertThat(t).contains("write: ", "Read-only"));
    }
  }
}
