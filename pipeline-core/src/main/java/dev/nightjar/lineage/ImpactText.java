package dev.nightjar.lineage;

import dev.nightjar.lineage.Impact.InNight;
import dev.nightjar.lineage.Impact.InVersion;
import dev.nightjar.text.Figures;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An {@link Impact} for a terminal, and the commands that put things right. */
public final class ImpactText {

  private static final int MOST = 20;
  private static final String INDENT = "               ";

  private ImpactText() {}

  /** What the segment had a part in, one line for each thing. */
  public static List<String> lines(Impact impact) {
    List<String> lines = new ArrayList<>();
    String gone = impact.retracted();
    lines.add(
        "%s of dataset %s: %s, %s%s"
            .formatted(
                impact.segment().name(),
                impact.dataset(),
                Figures.count(impact.segment().rows(), "row"),
                impact.segment().digest().head(12),
                gone == null ? "" : "; retracted: " + gone));
    lines.add("");
    lines.add("  snapshots    " + snapshots(impact));
    lines.add("  nights       " + nights(impact));
    int shown = 0;
    for (InVersion version : impact.versions()) {
      if (shown++ < MOST) {
        lines.add((shown == 1 ? "  versions     " : INDENT) + version(version));
      }
    }
    if (shown > MOST) {
      lines.add(INDENT + "… and %d more (--output json has all)".formatted(shown - MOST));
    }
    if (shown == 0) {
      lines.add("  versions     none was trained or judged on it");
    }
    if (!impact.unknown().isEmpty()) {
      lines.add(
          "  unknown      the snapshots of %s are not in the store: %s"
              .formatted(
                  Figures.count(impact.unknown().size(), "version"),
                  String.join(", ", impact.unknown().stream().limit(MOST).toList())));
    }
    return lines;
  }

  private static String snapshots(Impact impact) {
    long train = impact.snapshots().stream().filter(Impact.InSnapshot::trains).count();
    long test = impact.snapshots().stream().filter(s -> !s.testSets().isEmpty()).count();
    return impact.snapshots().isEmpty()
        ? "none reads it"
        : "%d read it: %d to train, %d to test".formatted(impact.snapshots().size(), train, test);
  }

  private static String nights(Impact impact) {
    if (impact.nights().isEmpty()) {
      return "none read it";
    }
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, List<InNight>> one : byPipeline(impact).entrySet()) {
      List<LocalDate> dates = dates(one.getValue());
      parts.add(
          "%s of %s, %s to %s"
              .formatted(
                  Figures.count(dates.size(), "night"),
                  one.getKey(),
                  dates.get(0),
                  dates.get(dates.size() - 1)));
    }
    return String.join("; ", parts);
  }

  private static Map<String, List<InNight>> byPipeline(Impact impact) {
    Map<String, List<InNight>> nights = new TreeMap<>();
    impact
        .nights()
        .forEach(n -> nights.computeIfAbsent(n.pipeline(), p -> new ArrayList<>()).add(n));
    return nights;
  }

  private static List<LocalDate> dates(List<InNight> nights) {
    return nights.stream().map(InNight::date).distinct().sorted().toList();
  }

  private static String version(InVersion v) {
    List<String> how = new ArrayList<>();
    if (v.trained()) {
      how.add("trained on it");
    }
    if (!v.testSets().isEmpty()) {
      how.add("judged on it (" + String.join(", ", v.testSets()) + ")");
    }
    return "%s %s (%s)%s: %s%s"
        .formatted(
            v.model(),
            v.version(),
            v.date(),
            v.roles().isEmpty() ? "" : ", " + String.join(" and ", v.roles()),
            String.join(", ", how),
            v.tainted() ? ", tainted" : "");
  }

  /**
   * What a person does next, as commands. Shadow histories are left out: running the backfill again
   * makes them anew.
   */
  public static List<String> next(Impact impact) {
    List<String> lines = new ArrayList<>();
    for (InVersion version : impact.trained()) {
      if (version.roles().contains("champion") && !version.model().contains("~")) {
        lines.add(replace(impact, version));
      }
    }
    byPipeline(impact)
        .forEach(
            (pipeline, nights) -> {
              List<LocalDate> dates = dates(nights);
              if (!pipeline.contains("~")) {
                lines.add(
                    "nightjar backfill PIPELINE.yaml --from %s --to %s --promote --dry-run   (%s of %s read it)"
                        .formatted(
                            dates.get(0),
                            dates.get(dates.size() - 1),
                            Figures.count(dates.size(), "night"),
                            pipeline));
              }
            });
    return lines;
  }

  private static String replace(Impact impact, InVersion champion) {
    String instead = champion.instead();
    return instead == null
        ? "the champion %s of %s was trained on it, and no earlier champion is sound: run a night"
            .formatted(champion.version(), champion.model())
        : "nightjar registry rollback --model %s --to %s --reason \"%s was trained on %s\""
            .formatted(champion.model(), instead, champion.version(), impact.segment().name());
  }
}
