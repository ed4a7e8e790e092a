package dev.nightjar.upkeep;

import dev.nightjar.store.StoreUpkeep.Stored;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Names what lies in a store and was not put there by this program. */
final class Foreigners {

  private static final Set<String> ROOMS =
      Set.of("blobs", "datasets", "testsets", "models", "runs", "tombstones");
  private static final int NAMED = 5;

  private Foreigners() {}

  static void examine(List<Stored> objects, List<String> strangers, List<Finding> findings) {
    List<String> foreign = new ArrayList<>(strangers);
    for (Stored object : objects) {
      if (isForeign(object.key().path())) {
        foreign.add(object.key().path());
      }
    }
    if (!foreign.isEmpty()) {
      String names = String.join(", ", foreign.subList(0, Math.min(NAMED, foreign.size())));
      findings.add(
          Finding.warning(
              "foreign",
              "%s in the store that Nightjar did not put there: %s%s"
                  .formatted(
                      Figures.count(foreign.size(), "file"),
                      names,
                      foreign.size() > NAMED ? ", …" : ""),
              "move them out; Nightjar never reads, and never removes, what is not its own"));
    }
  }

  private static boolean isForeign(String path) {
    int slash = path.indexOf('/');
    if (slash < 0) {
      return !path.equals("format.json");
    }
    boolean ours = ROOMS.contains(path.substring(0, slash));
    boolean blob = path.startsWith(BlobFiles.FOLDER + "/");
    return !ours || (blob && BlobFiles.digest(new dev.nightjar.store.ObjectKey(path)) == null);
  }
}
