package dev.nightjar.jobs.config;

import dev.nightjar.dataset.Span;
import dev.nightjar.text.Nearest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code nightjar.yaml} and the variables that win over it: {@code NIGHTJAR_STORE}, {@code
 * NIGHTJAR_LEDGER}, and {@code NIGHTJAR_S3_ENDPOINT} for {@code s3.endpoint} and so on. The
 * ledger's password is in {@code NIGHTJAR_LEDGER_PASSWORD} alone, and {@code NIGHTJAR_ALERTS_SLACK}
 * and its like are channels of alerts. Stateless and thread-safe.
 */
public final class SettingsReader {

  private static final String STORE = "NIGHTJAR_STORE";
  private static final String LEDGER = "NIGHTJAR_LEDGER";
  private static final String LEDGER_PASSWORD = "NIGHTJAR_LEDGER_PASSWORD";
  private static final String OURS = "NIGHTJAR_";

  private final Shape store;
  private final Shape ledger;
  private final Shape.Fields file;

  /**
   * A reader.
   *
   * @param address throws {@link IllegalArgumentException} when a text is no address of a store
   * @param database the same for the address of a ledger's database
   */
  public SettingsReader(Consumer<String> address, Consumer<String> database) {
    this.store = SettingsShape.store(address);
    this.ledger = SettingsShape.ledger(database);
    this.file = SettingsShape.file(store, ledger);
  }

  /**
   * Reads the settings. A file that is not there says nothing; so does a variable that is empty.
   *
   * @throws ConfigException with every mistake of the file, or with that of a variable
   */
  public Settings read(Path file, Map<String, String> environment) {
    YamlNode.Mapping written = written(file);
    Section above = new Section(variables(environment));
    Section in = new Section(merged(written, above.node()));
    Section s3In = in.section("s3");
    Path folder = file.toAbsolutePath().getParent();
    String where = in.textOrNull("store");
    boolean isRelative = where != null && !where.contains("://") && !above.has("store");
    StoreSettings objects =
        new StoreSettings(
            isRelative && folder != null ? folder.resolve(where).normalize().toString() : where,
            s3In.has("endpoint") ? SettingsShape.endpoint(s3In.scalar("endpoint")) : null,
            s3In.textOrNull("region"),
            s3In.has("path_style") ? Values.bool(s3In.scalar("path_style")) : null,
            s3In.text("checksums", "auto"),
            timeout(s3In));
    String password = environment.getOrDefault(LEDGER_PASSWORD, "");
    return new Settings(
        objects,
        in.textOrNull("ledger"),
        password.isEmpty() ? null : new Secret(password),
        new LineageReader(file, environment).read(in.section(LineageReader.SECTION)),
        TraceSettings.of(environment),
        new AlertsBinder(file, environment).bind(in));
  }

  private static @Nullable Duration timeout(Section s3) {
    Span span = s3.parsed("timeout", Span::parse);
    return span == null ? null : span.duration();
  }

  private YamlNode.Mapping written(Path file) {
    if (!Files.exists(file)) {
      return Section.EMPTY.node();
    }
    String name = file.toString();
    YamlNode root = YamlParser.parse(name, YamlParser.text(file));
    List<Problem> problems = new ArrayList<>();
    this.file.check(root, problems::add);
    if (problems.isEmpty() && root instanceof YamlNode.Mapping mapping) {
      return mapping;
    }
    problems.sort(Comparator.comparingInt(Problem::line));
    throw new ConfigException(name, problems);
  }

  /** The variables as if they stood in a file. */
  private YamlNode.Mapping variables(Map<String, String> environment) {
    Map<String, YamlNode.Mapping.Entry> top = new LinkedHashMap<>();
    new TreeMap<>(environment)
        .forEach(
            (name, text) -> {
              if (name.equals(STORE) && !text.isEmpty()) {
                top.put("store", checked(name, text, store));
              } else if (name.equals(LEDGER) && !text.isEmpty()) {
                top.put("ledger", checked(name, text, ledger));
              }
            });
    SettingsShape.SECTIONS.forEach(
        (section, shape) -> {
          Map<String, YamlNode.Mapping.Entry> below = section(section, shape, environment);
          if (!below.isEmpty()) {
            top.put(section, new YamlNode.Mapping.Entry(0, new YamlNode.Mapping(0, below)));
          }
        });
    return new YamlNode.Mapping(0, top);
  }

  private static Map<String, YamlNode.Mapping.Entry> section(
      String section, Shape.Fields shape, Map<String, String> environment) {
    String prefix = OURS + section.toUpperCase(Locale.ROOT) + "_";
    Map<String, YamlNode.Mapping.Entry> found = new LinkedHashMap<>();
    new TreeMap<>(environment)
        .forEach(
            (name, text) -> {
              if (name.startsWith(prefix) && !text.isEmpty() && !LineageReader.KEY.equals(name)) {
                String key = name.substring(prefix.length()).toLowerCase(Locale.ROOT);
                found.put(key, checked(name, text, field(name, key, prefix, shape)));
              }
            });
    return found;
  }

  private static Shape field(String name, String key, String prefix, Shape.Fields section) {
    Shape.Fields.Field field = section.fields().get(key);
    if (field == null) {
      List<String> known =
          section.fields().keySet().stream().map(k -> prefix + k.toUpperCase(Locale.ROOT)).toList();
      throw new ConfigException(
          name,
          List.of(
              new Problem(
                  0,
                  "there is no such setting%s (known: %s)"
                      .formatted(Nearest.hint(name, known), String.join(", ", known)))));
    }
    return field.shape();
  }

  private static YamlNode.Mapping.Entry checked(String name, String text, Shape shape) {
    Object value = text.matches("true|false") ? (Object) Boolean.valueOf(text) : text;
    YamlNode.Scalar scalar = new YamlNode.Scalar(0, text, value);
    List<Problem> problems = new ArrayList<>();
    shape.check(scalar, problems::add);
    if (!problems.isEmpty()) {
      throw new ConfigException(name, problems);
    }
    return new YamlNode.Mapping.Entry(0, scalar);
  }

  private static YamlNode.Mapping merged(YamlNode.Mapping below, YamlNode.Mapping above) {
    Map<String, YamlNode.Mapping.Entry> all = new LinkedHashMap<>(below.entries());
    above
        .entries()
        .forEach(
            (key, entry) -> {
              YamlNode under = below.get(key);
              all.put(
                  key,
                  under instanceof YamlNode.Mapping a && entry.value() instanceof YamlNode.Mapping b
                      ? new YamlNode.Mapping.Entry(entry.line(), merged(a, b))
                      : entry);
            });
    return new YamlNode.Mapping(below.line(), all);
  }
}
