package dev.nightjar.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.decision.Replay.Difference;
import dev.nightjar.store.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds where two documents differ. Pure. */
public final class Differences {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** Characters of a value that are shown. */
  private static final int LONGEST = 200;

  private final String document;
  private final List<Difference> found = new ArrayList<>();

  private Differences(String document) {
    this.document = document;
  }

  /**
   * Every value that differs, in the order of the document; a member or item that one side lacks is
   * one difference, whatever is in it. Numbers are the same when they are written the same.
   *
   * @param document its name, for the answer
   */
  public static List<Difference> between(String document, JsonNode stored, JsonNode recomputed) {
    Differences differences = new Differences(document);
    differences.compare("$", stored, recomputed);
    return List.copyOf(differences.found);
  }

  private void compare(String path, @Nullable JsonNode stored, @Nullable JsonNode recomputed) {
    if (stored != null && recomputed != null) {
      if (stored.isObject() && recomputed.isObject()) {
        members(path, stored, recomputed);
        return;
      }
      if (stored.isArray() && recomputed.isArray()) {
        items(path, stored, recomputed);
        return;
      }
    }
    String then = text(stored);
    String now = text(recomputed);
    if (then == null ? now != null : !then.equals(now)) {
      found.add(new Difference(document, path, shortened(then), shortened(now)));
    }
  }

  private void members(String path, JsonNode stored, JsonNode recomputed) {
    TreeSet<String> names = new TreeSet<>();
    stored.fieldNames().forEachRemaining(names::add);
    recomputed.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      compare(path + step(name), stored.get(name), recomputed.get(name));
    }
  }

  private void items(String path, JsonNode stored, JsonNode recomputed) {
    for (int i = 0; i < Math.max(stored.size(), recomputed.size()); i++) {
      compare(path + "[" + i + "]", stored.get(i), recomputed.get(i));
    }
  }

  private static String step(String name) {
    return PLAIN.matcher(name).matches() ? "." + name : "[" + CanonicalJson.text(name) + "]";
  }

  /** The canonical text; a member that is null is one that is not there. */
  private static @Nullable String text(@Nullable JsonNode node) {
    return node == null || node.isNull() ? null : CanonicalJson.text(node);
  }

  private static @Nullable String shortened(@Nullable String text) {
    return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
