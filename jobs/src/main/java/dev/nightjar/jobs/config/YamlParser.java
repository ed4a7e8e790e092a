package dev.nightjar.jobs.config;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads YAML 1.2 (and so JSON) into nodes with lines. No tag makes an object of a class. */
final class YamlParser {

  private final List<Problem> problems = new ArrayList<>();

  private YamlParser() {}

  /** Throws {@link ConfigException} for a tab, a key that stands twice, or anything not YAML. */
  static YamlNode parse(String file, String text) {
    YamlParser parser = new YamlParser();
    Optional<Node> root;
    try {
      root = new Compose(LoadSettings.builder().setLabel(file).build()).composeString(text);
    } catch (MarkedYamlEngineException e) {
      throw new ConfigException(file, List.of(describe(e, text)));
    } catch (YamlEngineException e) {
      throw new ConfigException(file, List.of(new Problem(0, "not YAML: " + e.getMessage())));
    }
    if (root.isEmpty()) {
      throw new ConfigException(file, List.of(new Problem(0, "the file is empty")));
    }
    YamlNode node = parser.convert(root.get());
    if (!parser.problems.isEmpty()) {
      throw new ConfigException(file, parser.problems);
    }
    return node;
  }

  /** The text of the file; throws {@link ConfigException} when it cannot be had. */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new ConfigException(file.toString(), List.of(new Problem(0, "not text in UTF-8")));
    } catch (IOException e) {
      throw new ConfigException(
          file.toString(), List.of(new Problem(0, "cannot be read: " + e.getMessage())));
    }
  }

  /** The value that a plain word has. */
  static YamlNode.Scalar scalar(int line, String text) {
    Optional<Node> node = new Compose(LoadSettings.builder().build()).composeString(text);
    return node.isPresent() && node.get() instanceof ScalarNode scalar
        ? new YamlNode.Scalar(line, text, new YamlParser().resolve(scalar, line))
        : new YamlNode.Scalar(line, text, text);
  }

  private static Problem describe(MarkedYamlEngineException e, String text) {
    int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
    List<String> lines = text.lines().toList();
    if (line <= lines.size() && lines.get(line - 1).contains("\t")) {
      return new Problem(line, "a tab; YAML is indented with spaces");
    }
    String context = e.getContext() == null ? "" : " " + e.getContext();
    return new Problem(line, "not YAML: " + e.getProblem() + context);
  }

  private YamlNode convert(Node node) {
    int line = line(node);
    if (node instanceof MappingNode mapping) {
      Map<String, YamlNode.Mapping.Entry> entries = new LinkedHashMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        String key = tuple.getKeyNode() instanceof ScalarNode s ? s.getValue() : "";
        int keyLine = line(tuple.getKeyNode());
        if (key.isEmpty()) {
          problems.add(new Problem(keyLine, "a key must be a plain word"));
          continue;
        }
        YamlNode.Mapping.Entry before = entries.get(key);
        if (before != null) {
          problems.add(new Problem(keyLine, key + " stands twice, first in line " + before.line()));
          continue;
        }
        entries.put(key, new YamlNode.Mapping.Entry(keyLine, convert(tuple.getValueNode())));
      }
      return new YamlNode.Mapping(line, entries);
    }
    if (node instanceof SequenceNode sequence) {
      return new YamlNode.Sequence(line, sequence.getValue().stream().map(this::convert).toList());
    }
    ScalarNode scalar = (ScalarNode) node;
    return new YamlNode.Scalar(line, scalar.getValue(), resolve(scalar, line));
  }

  private @Nullable Object resolve(ScalarNode scalar, int line) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    try {
      if (tag.equals(Tag.INT)) {
        return new BigInteger(text).longValueExact();
      }
      if (tag.equals(Tag.FLOAT)) {
        return Double.valueOf(text.replace(".inf", "Infinity").replace(".nan", "NaN"));
      }
    } catch (ArithmeticException | NumberFormatException e) {
      problems.add(new Problem(line, "a number that does not fit: " + text));
      return text;
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    return tag.equals(Tag.NULL) ? null : text;
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
  }
}
