package dev.nightjar.upkeep;

import dev.nightjar.store.Damage;
import dev.nightjar.store.LogAudit;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.StoreUpkeep.Stored;
import dev.nightjar.text.Figures;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads every log again, from its first entry. */
final class LogDoctor {

  // What a run said lies in folders of this name too, and is no chain of entries.
  private static final Pattern ENTRY = Pattern.compile("(?!runs/)(.+)/log/[0-9]{20}\\.json");
  private static final int NAMED = 5;

  private LogDoctor() {}

  /**
   * Examines.
   *
   * @param references is told what the entries of datasets' logs name
   */
  static void examine(
      ObjectStore store, List<Stored> objects, References references, List<Finding> findings)
      throws IOException {
    TreeSet<String> prefixes = new TreeSet<>();
    for (Stored object : objects) {
      Matcher m = ENTRY.matcher(object.key().path());
      if (m.matches()) {
        prefixes.add(m.group(1));
      }
    }
    long entries = 0;
    boolean whole = true;
    for (String prefix : prefixes) {
      LogAudit.Result result = LogAudit.of(store, prefix, (key, done, total) -> {});
      entries += result.entries().size();
      if (prefix.startsWith("datasets/")) {
        ObjectKey log = ObjectKey.of(prefix, "log");
        result.entries().forEach(entry -> references.add(log, entry.effect()));
      }
      whole &= result.damages().isEmpty();
      for (Damage damage : result.damages().stream().limit(NAMED).toList()) {
        findings.add(
            Finding.error(
                "logs",
                damage.sentence(),
                "put this object back from a copy of the store; nothing else can restore it"));
      }
      if (result.damages().size() > NAMED) {
        findings.add(
            Finding.error(
                "logs",
                prefix + ": " + (result.damages().size() - NAMED) + " more damaged entries",
                "nightjar registry verify names all of a model"));
      }
    }
    if (whole) {
      findings.add(
          Finding.ok(
              "logs",
              Figures.count(prefixes.size(), "log")
                  + (prefixes.size() == 1 ? " is" : " are")
                  + " whole, entries: "
                  + Figures.count(entries)));
    }
  }
}
