package dev.nightjar.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.gate.PromotionPolicy;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.text.Figures;
import dev.nightjar.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Another number in the gates over a metric, as people write it: {@code gates.recall.margin=0.03}.
 *
 * @param text as it was written
 * @param metric the metric, or measure
 * @param number which number, as pipeline files call it
 * @param value its new value
 */
record GateChange(String text, String metric, String number, double value) {

  private static final Pattern TEXT = Pattern.compile("gates\\.(.+)\\.([a-z_]+)\\s*=\\s*(.+)");

  /** The numbers of gates in pipeline files, and in the document of a night. */
  private static final Map<String, String> NUMBERS = numbers();

  private static Map<String, String> numbers() {
    Map<String, String> numbers = new LinkedHashMap<>();
    numbers.put("by", "by");
    numbers.put("margin", "margin");
    numbers.put("value", "value");
    numbers.put("within", "within");
    numbers.put("min_n", "minN");
    return numbers;
  }

  /** Reads one; throws {@link IllegalArgumentException} that says what was expected. */
  static GateChange parse(String text) {
    Matcher m = TEXT.matcher(text.strip());
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "expected gates.METRIC.NUMBER=VALUE, such as gates.recall.margin=0.03, but found: "
              + text);
    }
    String number = m.group(2);
    if (!NUMBERS.containsKey(number)) {
      throw new IllegalArgumentException(
          "gates have no %s%s (they have: %s)"
              .formatted(
                  number,
                  Nearest.hint(number, NUMBERS.keySet()),
                  String.join(", ", NUMBERS.keySet())));
    }
    return new GateChange(text.strip(), m.group(1), number, value(number, m.group(3).strip()));
  }

  private static double value(String number, String text) {
    boolean share = text.endsWith("%");
    try {
      double value = Double.parseDouble(share ? text.substring(0, text.length() - 1) : text);
      boolean sign = value >= 0 || number.equals("by") || number.equals("value");
      boolean above = value > 0 || !number.equals("within");
      boolean whole = !number.equals("min_n") || value == Math.rint(value);
      if (Double.isFinite(value) && sign && above && whole) {
        return share ? value / 100 : value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(
        "%s: expected %s, but found: %s"
            .formatted(
                number,
                number.equals("min_n")
                    ? "a number of rows"
                    : number.equals("margin")
                        ? "a number that is not negative"
                        : number.equals("within") ? "a number above 0" : "a number",
                text));
  }

  /**
   * The policy with the number changed in each gate over the metric that has it.
   *
   * @param told is told what was changed
   * @throws IllegalArgumentException when there is no such gate, with the nearest
   */
  PromotionPolicy in(PromotionPolicy policy, List<String> told) {
    ObjectNode tree = (ObjectNode) CanonicalJson.tree(policy).deepCopy();
    TreeSet<String> metrics = new TreeSet<>();
    List<ObjectNode> over = new ArrayList<>();
    for (JsonNode gate : gates(tree)) {
      String name = gate.path("metric").asText();
      if (!name.isEmpty()) {
        metrics.add(name);
      }
      if (name.equals(metric)) {
        over.add((ObjectNode) gate);
      }
    }
    if (over.isEmpty()) {
      throw new IllegalArgumentException(
          "no gate is over %s%s (they are over: %s)"
              .formatted(metric, Nearest.hint(metric, metrics), String.join(", ", metrics)));
    }
    String field = NUMBERS.get(number);
    over.removeIf(gate -> !gate.path(field).isNumber());
    if (over.isEmpty()) {
      throw new IllegalArgumentException(
          "no gate over %s has the number %s".formatted(metric, number));
    }
    for (ObjectNode gate : over) {
      told.add(
          "%s of %s %s: %s in place of %s"
              .formatted(
                  number,
                  gate.path("kind").asText(),
                  metric + (gate.path("on").isTextual() ? " on " + gate.path("on").asText() : ""),
                  Figures.plain(value),
                  Figures.plain(gate.path(field).doubleValue())));
      if (number.equals("min_n")) {
        gate.put(field, (long) value);
      } else {
        gate.put(field, value);
      }
    }
    return CanonicalJson.convert(tree, PromotionPolicy.class);
  }

  /** Every gate of the policy, those of alternatives too. */
  private static List<JsonNode> gates(JsonNode policy) {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode gate : policy.path("when")) {
      all.add(gate);
      gate.path("gates").forEach(all::add);
    }
    return all;
  }
}
