package dev.nightjar.gate;

import dev.nightjar.statistics.DriftMeasure;
import dev.nightjar.statistics.Failures;
import dev.nightjar.statistics.Latency;
import dev.nightjar.statistics.Under;
import dev.nightjar.text.Figures;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of gates and metrics as people say them. */
public final class Titles {

  private static final Map<String, String> METRICS =
      Map.ofEntries(
          Map.entry("auc", "AUC"),
          Map.entry("auc_ovr", "AUC of one class against the rest"),
          Map.entry("f1", "F1"),
          Map.entry("f0.5", "F0.5"),
          Map.entry("f2", "F2"),
          Map.entry("mcc", "MCC"),
          Map.entry("kappa", "Cohen’s kappa"),
          Map.entry("mae", "MAE"),
          Map.entry("rmse", "RMSE"),
          Map.entry("mape", "MAPE"),
          Map.entry("r2", "R²"),
          Map.entry("pinball_0.1", "pinball loss (10 %)"),
          Map.entry("pinball_0.5", "pinball loss (50 %)"),
          Map.entry("pinball_0.9", "pinball loss (90 %)"),
          Map.entry("ece", "ECE"),
          Map.entry("brier", "Brier score"),
          Map.entry("log_loss", "log loss"),
          Map.entry("flips", "share of flipped decisions"),
          Map.entry(Latency.P50.measure(), "median latency in ms"),
          Map.entry(Latency.P99.measure(), "p99 latency in ms"),
          Map.entry("model_bytes", "model size"));
  private static final Set<String> LESS_IS_BETTER =
      Set.of(
          "log_loss",
          "brier",
          "mae",
          "rmse",
          "ece",
          "cost",
          Latency.P50.measure(),
          Latency.P99.measure(),
          "demographic_parity",
          "equal_opportunity",
          "equalized_odds");

  private static final Pattern OF_CLASS = Pattern.compile("(recall|precision)\\.(.+)");
  private static final Pattern OVER_CLASSES =
      Pattern.compile("(.+)_(macro|micro|samples|weighted)");

  private Titles() {}

  /** {@code auc} is AUC, {@code log_loss} is log loss, {@code f1_macro} is macro F1. */
  public static String metric(String name) {
    DriftMeasure.Of drift = DriftMeasure.named(name);
    if (drift != null) {
      return drift.words();
    }
    if (Failures.named(name) != null) {
      return name;
    }
    Under under = Under.named(name);
    if (under != null) {
      return metric(under.metric()) + " under " + under.change();
    }
    String known = METRICS.get(name.toLowerCase(Locale.ROOT));
    if (known != null) {
      return known;
    }
    Matcher of = OF_CLASS.matcher(name);
    if (of.matches()) {
      return metric(of.group(1)) + " of " + of.group(2);
    }
    Matcher over = OVER_CLASSES.matcher(name);
    return over.matches() ? over.group(2) + " " + metric(over.group(1)) : name.replace('_', ' ');
  }

  /** Whether a smaller value of the metric is the better one. */
  public static boolean lessIsBetter(String metric) {
    return Failures.named(metric) != null
        || LESS_IS_BETTER.contains(Under.metric(metric).toLowerCase(Locale.ROOT));
  }

  /** The value of a bound or an exact measure: sizes in bytes get their unit. */
  public static String amount(String metric, double value) {
    return metric.endsWith("_bytes") ? Figures.bytes(value) : Figures.brief(value);
  }

  /** {@code improves auc over champion on recent}. */
  public static String gate(Gate gate) {
    if (gate instanceof Gate.AnyOf group) {
      return group.gates().stream().map(Titles::gate).collect(Collectors.joining(", or "));
    }
    StringBuilder out = new StringBuilder();
    if (gate instanceof Gate.Improves g) {
      out.append("improves ").append(g.metric());
      out.append(g.relative() ? " by " + Figures.percent(g.by()) : "");
      out.append(" over ").append(g.over());
    } else if (gate instanceof Gate.NoWorse g) {
      out.append("no worse ").append(g.metric()).append(" than ").append(g.than());
      out.append(g.relative() ? " within " + Figures.percent(g.margin()) : "");
    } else if (gate instanceof Gate.NoRegressionSlices) {
      out.append("no regression slices");
    } else if (gate instanceof Gate.Limits g) {
      out.append("limits the gain in ").append(g.metric()).append(" over ").append(g.over());
    } else if (gate instanceof Gate.Precise g) {
      out.append("precise ").append(g.metric());
      out.append(g.over() == null ? "" : " over " + g.over());
    } else {
      out.append(gate instanceof Gate.AtLeast ? "at least " : "at most ")
          .append(amount(gate.metric(), Bound.of(gate).value()))
          .append(' ')
          .append(gate.metric());
    }
    if (gate.on() != null) {
      out.append(" on ").append(gate.on());
    }
    if (gate.per() != null) {
      out.append(" per ").append(gate.per());
    }
    return out.toString();
  }

  /** What a gate saw, with its interval: {@code +0.0003 [−0.0008, 0.0014]}; – for nothing. */
  public static String seen(GateResult result) {
    double low = result.low();
    double high = result.high();
    if (Double.isNaN(result.seen())) {
      return "–";
    }
    boolean difference = Seen.reference(result.gate()) != null;
    if (low == high) {
      String plus = difference && result.seen() > 0 ? "+" : "";
      return plus + amount(result.gate().metric(), result.seen());
    }
    int d = Wording.decimals(result.gate(), low, high);
    String value = difference ? Figures.signed(result.seen(), d) : Figures.fixed(result.seen(), d);
    return low <= high ? value + " " + Figures.interval(low, high, d) : value;
  }

  /** The bound in the direction of the rule: {@code > +0.002}. */
  static String needed(Gate gate) {
    Bound bound = Bound.of(gate);
    if (gate instanceof Gate.Precise) {
      return "± " + amount(gate.metric(), bound.value());
    }
    if (gate.relative()) {
      String share = (bound.value() > 0 ? "+" : "") + Figures.percent(bound.value());
      return (bound.strict() ? "> " : "≥ ") + share;
    }
    String sign = bound.upper() ? "≤ " : bound.strict() ? "> " : "≥ ";
    String plus = Seen.reference(gate) != null && bound.value() > 0 ? "+" : "";
    return sign + plus + amount(gate.metric(), bound.value());
  }
}
