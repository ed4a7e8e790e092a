package dev.nightjar.model;

import dev.nightjar.text.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A trainer's parameters, checked: what was given over the defaults. Every method throws {@link
 * ParameterException} that says what was expected and what was found.
 */
public final class Parameters {

  private final String trainer;
  private final Map<String, Object> given;
  private final Map<String, Object> defaults;

  private Parameters(String trainer, Map<String, Object> given, Map<String, Object> defaults) {
    this.trainer = trainer;
    this.given = given;
    this.defaults = defaults;
  }

  /** The parameters of a spec for a trainer; throws when a name is not among its defaults. */
  public static Parameters of(Trainer trainer, TrainingSpec spec) {
    Map<String, Object> defaults = trainer.defaults();
    for (String name : spec.parameters().keySet()) {
      if (!defaults.containsKey(name)) {
        throw new ParameterException(
            name,
            "trainer "
                + trainer.name()
                + " has no parameter "
                + name
                + Nearest.hint(name, defaults.keySet())
                + (defaults.isEmpty()
                    ? " (it takes none)"
                    : " (it takes: " + String.join(", ", defaults.keySet()) + ")"));
      }
    }
    return new Parameters(trainer.name(), spec.parameters(), defaults);
  }

  /** A whole number from {@code min} to {@code max}. */
  public int whole(String name, int min, int max) {
    double value = value(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    if (!(value >= min && value <= max) || value != Math.rint(value)) {
      throw wrong(name, "a whole number from " + min + " to " + max);
    }
    return (int) value;
  }

  /** A number from {@code min} to {@code max}, both allowed. */
  public double number(String name, double min, double max) {
    double value = value(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    if (!(value >= min && value <= max)) {
      throw wrong(name, "a number from " + plain(min) + " to " + plain(max));
    }
    return value;
  }

  /** A number above 0 and at most {@code max}. */
  public double positive(String name, double max) {
    double value = value(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    if (!(value > 0 && value <= max)) {
      throw wrong(name, "a number above 0 and at most " + plain(max));
    }
    return value;
  }

  /** One of the texts. */
  public String choice(String name, List<String> valid) {
    Object value = value(name);
    if (value instanceof String text && valid.contains(text)) {
      return text;
    }
    String hint = value instanceof String text ? Nearest.hint(text, valid) : "";
    throw wrong(name, "one of " + String.join(", ", valid), hint);
  }

  /** True or false. */
  public boolean flag(String name) {
    if (value(name) instanceof Boolean flag) {
      return flag;
    }
    throw wrong(name, "true or false");
  }

  /** What stands there, unchecked. */
  public @Nullable Object value(String name) {
    return given.containsKey(name)
        ? given.get(name)
        : Objects.requireNonNull(defaults.get(name), name);
  }

  private ParameterException wrong(String name, String expected) {
    return wrong(name, expected, "");
  }

  private ParameterException wrong(String name, String expected, String hint) {
    Object value = value(name);
    String found = value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
    return new ParameterException(
        name, trainer + ": " + name + " must be " + expected + ", not " + found + hint);
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
