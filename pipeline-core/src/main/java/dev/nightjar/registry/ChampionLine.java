package dev.nightjar.registry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The champions, each above the one that it replaced. A rollback takes off what lies above its
 * target, so that rolling back twice goes back two champions and not forth again. Not thread-safe.
 */
final class ChampionLine {

  private final List<String> line = new ArrayList<>();

  void apply(EventKind kind, String version) {
    switch (kind) {
      case PROMOTED, FORCED -> push(version);
      case ROLLED_BACK -> {
        int place = line.lastIndexOf(version);
        if (place >= 0) {
          line.subList(place + 1, line.size()).clear();
        } else {
          push(version);
        }
      }
      case RETIRED -> remove(version);
      case REGISTERED, BASELINE_SET, APPROVED, REJECTED, TAINTED -> {}
    }
  }

  private void push(String version) {
    if (!version.equals(champion())) {
      line.add(version);
    }
  }

  private void remove(String version) {
    List<String> rest = new ArrayList<>(line);
    rest.removeIf(version::equals);
    line.clear();
    rest.forEach(this::push);
  }

  @Nullable String champion() {
    return line.isEmpty() ? null : line.get(line.size() - 1);
  }

  @Nullable String previous() {
    return line.size() < 2 ? null : line.get(line.size() - 2);
  }
}
