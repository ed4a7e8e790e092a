package dev.nightjar.upkeep;

import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.StoreUpkeep;
import dev.nightjar.store.StoreUpkeep.Capability;
import dev.nightjar.store.StoreUpkeep.Stored;
import dev.nightjar.store.StoreUpkeep.Unfinished;
import dev.nightjar.text.Figures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Examines a store: whether it can do what everything relies on, whether its clock is right,
 * whether its logs are whole, its objects what their names promise, and the blobs that documents
 * name there, and what lies in it that does not belong there. Changes nothing but for probes that
 * it removes again. Thread-safe.
 */
public final class StoreDoctor {

  private static final Duration SKEW_WARNED = Duration.ofSeconds(30);
  private static final Duration SKEW_REFUSED = Duration.ofMinutes(10);
  private static final Duration ABANDONED = Duration.ofDays(1);
  private static final long SPACE_WARNED = 2_000_000_000L;
  private static final long SPACE_REFUSED = 200_000_000L;

  private final ObjectStore store;
  private final StoreUpkeep upkeep;
  private final InstantSource clock;

  /**
   * A doctor.
   *
   * @param clock of this machine
   */
  public StoreDoctor(ObjectStore store, InstantSource clock) {
    this.store = store;
    this.upkeep = store.upkeep();
    this.clock = clock;
  }

  /**
   * Examines.
   *
   * @param deep whether to read every blob and hold it against its name
   */
  public List<Finding> examine(boolean deep) {
    List<Finding> findings = new ArrayList<>();
    look(findings, "store", this::capabilities);
    look(findings, "clock", all -> all.add(skew()));
    look(findings, "disk", this::space);
    look(findings, "objects", all -> contents(all, deep));
    look(findings, "unfinished", this::unfinished);
    return findings;
  }

  private interface Look {
    void at(List<Finding> findings) throws IOException;
  }

  /** What cannot be looked at is a finding too, and the rest is looked at all the same. */
  private void look(List<Finding> findings, String check, Look look) {
    try {
      look.at(findings);
    } catch (IOException e) {
      findings.add(
          Finding.error(
              check,
              String.valueOf(e.getMessage()),
              "see to it that " + store.location() + " can be reached, read and written to"));
    }
  }

  private void capabilities(List<Finding> findings) throws IOException {
    List<Capability> probed = upkeep.probe();
    for (Capability c : probed) {
      if (!c.ok()) {
        findings.add(
            Finding.error("store", c.name() + ": " + c.sentence(), "use a store that can do this"));
      }
    }
    if (probed.stream().allMatch(Capability::ok)) {
      String names = String.join(", ", probed.stream().map(Capability::name).toList());
      findings.add(Finding.ok("store", store.location() + " can do what is needed: " + names));
    }
  }

  private Finding skew() throws IOException {
    Instant before = clock.instant();
    Instant there = upkeep.now();
    Instant after = clock.instant();
    // A server tells whole seconds, and the answer took its time: neither is skew.
    Duration slow = Duration.between(there.plusSeconds(1), before);
    Duration fast = Duration.between(after, there);
    Duration skew = slow.compareTo(fast) > 0 ? slow : fast;
    if (skew.compareTo(SKEW_WARNED) <= 0) {
      return Finding.ok("clock", "this machine and the store agree on the time");
    }
    String text =
        "the clock of this machine is "
            + seconds(skew)
            + (slow.compareTo(fast) > 0 ? " ahead of" : " behind")
            + " that of the store";
    String cure = "set the clock, or let NTP do it (timedatectl set-ntp true)";
    return skew.compareTo(SKEW_REFUSED) >= 0
        ? Finding.error("clock", text + ": nights would see data of the wrong time", cure)
        : Finding.warning("clock", text, cure);
  }

  private static String seconds(Duration skew) {
    long s = skew.toSeconds();
    return s < 120 ? s + " s" : s < 7200 ? s / 60 + " min" : s / 3600 + " h";
  }

  private void space(List<Finding> findings) throws IOException {
    OptionalLong free = upkeep.free();
    if (free.isPresent()) {
      findings.add(space("the store " + store.location(), free.getAsLong()));
    }
  }

  /** What to say of a folder with so many free bytes. */
  public static Finding space(String what, long free) {
    String text = Figures.bytes((double) free) + " free for " + what;
    String cure = "make room: nightjar gc removes what nothing needs";
    if (free < SPACE_REFUSED) {
      return Finding.error("disk", "only " + text, cure);
    }
    return free < SPACE_WARNED
        ? Finding.warning("disk", "only " + text, cure)
        : Finding.ok("disk", text);
  }

  private void contents(List<Finding> findings, boolean deep) throws IOException {
    List<Stored> objects = upkeep.objects("");
    References references = new References();
    LogDoctor.examine(store, objects, references, findings);
    ObjectDoctor.examine(store, objects, references, deep, findings);
    BlobDoctor.examine(store, objects, references, deep, findings);
    Foreigners.examine(objects, upkeep.strangers(), findings);
  }

  private void unfinished(List<Finding> findings) throws IOException {
    Instant limit = upkeep.now().minus(ABANDONED);
    List<Unfinished> old =
        upkeep.unfinished().stream().filter(u -> u.since().isBefore(limit)).toList();
    if (!old.isEmpty()) {
      long bytes = old.stream().mapToLong(u -> Math.max(0, u.bytes())).sum();
      findings.add(
          Finding.warning(
              "unfinished",
              "%s that killed writers left, %s, such as %s"
                  .formatted(
                      Figures.count(old.size(), "write"),
                      Figures.bytes((double) bytes),
                      old.get(0).name()),
              "nightjar gc removes them"));
    }
  }
}
