package dev.nightjar.lineage;

import dev.nightjar.lineage.Bisection.Finding;
import dev.nightjar.lineage.Bisection.Placebo;
import dev.nightjar.lineage.Bisection.Round;
import dev.nightjar.lineage.Bisection.Standing;
import dev.nightjar.lineage.Bisection.Trial;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A {@link Bisection} in words, for a terminal and as Markdown. */
public final class BisectText {

  private BisectText() {}

  /** What was found, in a sentence. */
  static String conclusion(List<Finding> findings, int suspects) {
    List<String> guilty = findings.stream().filter(Finding::hurts).map(Finding::delta).toList();
    if (!guilty.isEmpty()) {
      return (guilty.size() == 1 ? "The delta that hurt is " : "The deltas that hurt are ")
          + String.join(", ", guilty)
          + ".";
    }
    boolean judged = findings.stream().anyMatch(f -> f.without() != null);
    return judged
        ? "None of them: leaving out any of the %s does not make the model better beyond chance."
            .formatted(Figures.count(suspects, "suspect"))
        : "None of them could be judged: without it there are too few rows.";
  }

  /** For a terminal. */
  public static List<String> lines(Bisection b) {
    List<String> lines = new ArrayList<>();
    lines.add(b.pipeline() + " · " + b.date() + " · run " + b.run());
    lines.add("");
    lines.add("  suspects   " + Figures.count(b.suspects().size(), "delta") + ": " + b.why());
    lines.add("             " + names(b.suspects()));
    lines.add("  judged on  " + b.jury().words());
    lines.add("  metric     " + b.metric() + ", " + level(b));
    lines.add("");
    for (Round round : b.rounds()) {
      lines.add(
          "  without %s against without %s".formatted(names(round.first()), names(round.second())));
      lines.add("             " + seen(round.comparison()) + " → " + names(round.worse()));
    }
    for (Finding finding : b.findings()) {
      lines.add("  %s %s".formatted(finding.hurts() ? "✗" : "✓", finding.delta()));
      lines.add("             without it  " + seen(finding.without()));
      if (finding.standing() != null) {
        lines.add("             without another  " + stands(finding.standing()));
      }
      if (finding.alone() != null) {
        lines.add("             none against it alone  " + seen(finding.alone()));
      }
    }
    lines.add("");
    lines.add("  " + b.conclusion());
    next(b).forEach(line -> lines.add("  " + line));
    return lines;
  }

  /** A page. */
  public static String markdown(Bisection b) {
    StringBuilder out = new StringBuilder();
    out.append("# Bisection of ").append(b.pipeline()).append(", ").append(b.date()).append("\n\n");
    out.append("**").append(b.conclusion()).append("**\n\n");
    next(b).forEach(line -> out.append("- ").append(line).append('\n'));
    out.append("\n- suspects: ").append(b.why()).append(": ").append(code(b.suspects()));
    out.append("\n- judged on ").append(b.jury().words());
    out.append("\n- metric: ").append(b.metric()).append(", ");
    out.append(level(b));
    out.append("\n- run ")
        .append(b.run())
        .append(", snapshot `")
        .append(b.snapshot())
        .append("`\n");
    if (!b.rounds().isEmpty()) {
      out.append("\n## Search\n\n| without | against without | difference | goes on with |\n");
      out.append("| --- | --- | --- | --- |\n");
      for (Round r : b.rounds()) {
        row(out, code(r.first()), code(r.second()), seen(r.comparison()), code(r.worse()));
      }
    }
    out.append(
        "\n## Evidence\n\n| delta | without it | without another | none against it alone | hurts |\n");
    out.append("| --- | --- | --- | --- | --- |\n");
    for (Finding f : b.findings()) {
      String alone = f.alone() == null ? "not asked" : seen(f.alone());
      String stands = f.standing() == null ? "not asked" : stands(f.standing());
      String hurts = f.hurts() ? "yes" : "no";
      row(out, code(List.of(f.delta())), seen(f.without()), stands, alone, hurts);
    }
    out.append("\n## Models\n\n| left out | training rows | ").append(b.metric()).append(" |\n");
    out.append("| --- | --- | --- |\n");
    for (Trial t : b.trials()) {
      String left = t.leftOut().isEmpty() ? "nothing" : code(t.leftOut());
      String value = t.problem() == null ? Figures.fixed(t.value(), 5) : t.problem();
      row(out, left, Figures.count(t.trainRows()), value.replace("|", "\\|"));
    }
    return out.toString();
  }

  private static void row(StringBuilder out, String... cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String code(List<String> names) {
    return "`" + String.join("`, `", names) + "`";
  }

  private static List<String> next(Bisection b) {
    List<String> lines = new ArrayList<>();
    for (String delta : b.guilty()) {
      lines.add(
          "look at it: nightjar dataset show %s; take it out: nightjar dataset retract %s %s --reason …"
              .formatted(b.dataset(), b.dataset(), delta));
    }
    if (b.findings().stream().anyMatch(f -> f.hurts() && f.standing() == null)) {
      lines.add(
          "There are too few deltas of its size to compare it with: this is a lead, for leaving out"
              + " a sound one may look like that too.");
    }
    if (b.findings().stream().anyMatch(f -> amongSuspects(f, b.suspects()))) {
      lines.add(
          "Too few deltas are no suspects, so that suspects were compared with each other: several"
              + " that hurt may hide each other. Name fewer --suspects.");
    }
    if (!b.guilty().isEmpty()) {
      lines.add(
          "A delta from after a true change of the world also hurts on rows from before it: look"
              + " before you take it out.");
    } else if (b.by() == BisectSearch.By.HALVES && b.suspects().size() > 1) {
      lines.add("Several deltas may hurt a little each: --by one looks at every one of them.");
    }
    return lines;
  }

  private static boolean amongSuspects(Finding finding, List<String> suspects) {
    Standing standing = finding.standing();
    return standing != null
        && standing.placebos().stream().anyMatch(p -> suspects.contains(p.delta()));
  }

  private static String level(Bisection b) {
    return "%s one-sided, for %s together"
        .formatted(Figures.percent(b.confidence()), Figures.count(b.suspects().size(), "suspect"));
  }

  /** The range of what its placebos did, and what it takes to stand out of that. */
  private static String stands(Standing standing) {
    double[] seen =
        standing.placebos().stream().mapToDouble(Placebo::difference).sorted().toArray();
    double most = seen[seen.length - 1];
    int decimals = Figures.decimals(Math.max((most - seen[0]) / 2, 1e-9));
    return "%s to %s (%s); more than %s stands out (t %s, %s for all suspects)"
        .formatted(
            Figures.signed(seen[0], decimals),
            Figures.signed(most, decimals),
            Figures.count(seen.length, "delta"),
            Figures.signed(standing.needed(), decimals),
            Figures.fixed(standing.statistic(), 1),
            p(standing.corrected()));
  }

  private static String names(List<String> names) {
    return names.size() <= 3
        ? String.join(", ", names)
        : "%s … %s (%d)".formatted(names.get(0), names.get(names.size() - 1), names.size());
  }

  private static String seen(@Nullable Comparison c) {
    if (c == null) {
      return "could not be judged";
    }
    int decimals = Figures.decimals((c.high() - c.low()) / 2);
    return String.format(
        Locale.ROOT,
        "%s %s (%s rows, %s)",
        Figures.signed(c.difference(), decimals),
        Figures.interval(c.low(), c.high(), decimals),
        Figures.count(c.n()),
        p(c.pValue()));
  }

  private static String p(double value) {
    return value < 0.0001 ? "p < 0.0001" : "p " + Figures.fixed(value, 4);
  }
}
