package dev.nightjar.upkeep;

import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Blobs that some documents, by a rule of retention, no longer keep. Others still may. */
public final class Exemptions {

  private final Map<Digest, List<String>> silent = new HashMap<>();
  private final Map<Digest, String> reasons = new HashMap<>();

  /** The documents whose keys begin so no longer keep the blob. */
  void add(Digest blob, String documents, String why) {
    silent.computeIfAbsent(blob, b -> new ArrayList<>()).add(documents);
    reasons.putIfAbsent(blob, why);
  }

  /** Whether the document keeps the blob although it names it. */
  boolean isSilent(ObjectKey document, Digest blob) {
    List<String> prefixes = silent.get(blob);
    return prefixes != null && prefixes.stream().anyMatch(document.path()::startsWith);
  }

  /** The rule by which the blob may go; null: there is none. */
  @Nullable String why(Digest blob) {
    return reasons.get(blob);
  }
}
