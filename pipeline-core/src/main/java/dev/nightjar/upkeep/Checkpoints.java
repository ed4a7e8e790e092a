package dev.nightjar.upkeep;

import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.StoreUpkeep.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Checkpoints of logs: disposable, and only the last ones are ever read. */
final class Checkpoints {

  /** One may be damaged, or be written just now. */
  private static final int KEPT = 2;

  private static final Pattern KEY = Pattern.compile(".+/checkpoints/[0-9]{20}\\.json");

  private Checkpoints() {}

  /** Whether the object belongs to a checkpoint: such as may vanish at any time. */
  static boolean isBelow(ObjectKey key) {
    return key.path().contains("/checkpoints/");
  }

  static boolean isOne(ObjectKey key) {
    return KEY.matcher(key.path()).matches();
  }

  /** Those that later ones have made useless. */
  static List<Stored> superseded(List<Stored> objects) {
    Map<String, List<Stored>> byLog = new TreeMap<>();
    for (Stored object : objects) {
      if (isOne(object.key())) {
        String path = object.key().path();
        String folder = path.substring(0, path.lastIndexOf('/'));
        byLog.computeIfAbsent(folder, f -> new ArrayList<>()).add(object);
      }
    }
    List<Stored> superseded = new ArrayList<>();
    byLog
        .values()
        .forEach(all -> superseded.addAll(all.subList(0, Math.max(0, all.size() - KEPT))));
    return superseded;
  }
}
