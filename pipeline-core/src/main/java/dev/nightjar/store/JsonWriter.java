package dev.nightjar.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a JSON tree in the one way that {@link CanonicalJson} describes. Not thread-safe. */
final class JsonWriter {

  private final StringBuilder out = new StringBuilder();
  private final boolean pretty;

  /** With {@code pretty}: indented, members in their own order; otherwise canonical. */
  JsonWriter(boolean pretty) {
    this.pretty = pretty;
  }

  /** Writes the tree and returns the text. */
  String text(JsonNode tree) {
    value(tree, 0);
    return out.toString();
  }

  private void value(JsonNode node, int depth) {
    switch (node.getNodeType()) {
      case OBJECT -> object(node, depth);
      case ARRAY -> array(node, depth);
      case STRING, BINARY -> string(node.asText());
      case NUMBER -> number(node);
      case BOOLEAN -> out.append(node.booleanValue());
      case NULL -> out.append("null");
      default -> throw new IllegalArgumentException("not JSON: " + node.getNodeType());
    }
  }

  private void object(JsonNode node, int depth) {
    List<Map.Entry<String, JsonNode>> members = new ArrayList<>(node.properties());
    if (!pretty) {
      members.removeIf(member -> member.getValue().isNull());
      members.sort(Map.Entry.comparingByKey());
    }
    out.append('{');
    String separator = "";
    for (Map.Entry<String, JsonNode> member : members) {
      out.append(separator);
      line(depth + 1);
      string(member.getKey());
      out.append(pretty ? ": " : ":");
      value(member.getValue(), depth + 1);
      separator = ",";
    }
    if (!members.isEmpty()) {
      line(depth);
    }
    out.append('}');
  }

  private void array(JsonNode node, int depth) {
    out.append('[');
    for (int i = 0; i < node.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      line(depth + 1);
      value(node.get(i), depth + 1);
    }
    if (!node.isEmpty()) {
      line(depth);
    }
    out.append(']');
  }

  private void line(int depth) {
    if (pretty) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  private void number(JsonNode node) {
    if (node.isIntegralNumber()) {
      out.append(node.bigIntegerValue());
      return;
    }
    double value = node.doubleValue();
    if (Double.isFinite(value)) {
      out.append(EcmaNumber.text(value));
    } else {
      string(Double.toString(value));
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(Character.forDigit(c >> 4, 16));
            out.append(Character.forDigit(c & 15, 16));
          } else if (Character.isHighSurrogate(c) && hasLow(text, i)) {
            out.append(c).append(text.charAt(++i));
          } else if (Character.isSurrogate(c)) {
            throw new IllegalArgumentException("half a character at " + i + " in: " + text);
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean hasLow(String text, int high) {
    return high + 1 < text.length() && Character.isLowSurrogate(text.charAt(high + 1));
  }
}
