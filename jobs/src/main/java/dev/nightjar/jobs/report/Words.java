package dev.nightjar.jobs.report;

import dev.nightjar.dataset.Snapshot;
import dev.nightjar.dataset.TimeRange;
import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Promotion;
import dev.nightjar.expectation.CheckReport;
import dev.nightjar.expectation.ExpectationResult;
import dev.nightjar.expectation.Severity;
import dev.nightjar.gate.GateResult;
import dev.nightjar.gate.GateResult.Outcome;
import dev.nightjar.gate.Titles;
import dev.nightjar.statistics.Comparison;
import dev.nightjar.statistics.Measure;
import dev.nightjar.text.Figures;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The words that all renderings share. */
final class Words {

  private static final String[] MONTHS = {
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
  };

  private Words() {}

  /**
   * Text from outside, where control characters, lone surrogates and marks that turn a line around
   * are shown as �: they steer terminals and hide names.
   */
  static String clean(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> out.appendCodePoint(steers(c) ? 0xFFFD : c));
    return out.toString();
  }

  private static boolean steers(int c) {
    boolean control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c <= 0x9F);
    boolean turning = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return control || turning || (c >= 0xD800 && c <= 0xDFFF);
  }

  /** The same in one line. */
  static String line(String text) {
    return clean(text).replace('\n', ' ').replace('\t', ' ');
  }

  /** {@code 15 June 2011}. */
  static String day(LocalDate date) {
    return date.getDayOfMonth() + " " + MONTHS[date.getMonthValue() - 1] + " " + date.getYear();
  }

  /** {@code 15 Jun}. */
  static String shortDay(LocalDate date) {
    return date.getDayOfMonth() + " " + MONTHS[date.getMonthValue() - 1].substring(0, 3);
  }

  /** {@code dataset chargebacks at entry 31 of its log, 30 segments}. */
  static String labels(Snapshot.Labels labels) {
    return "dataset %s at entry %d of its log, %s"
        .formatted(
            labels.dataset(),
            labels.logPosition(),
            Figures.count(labels.segments().size(), "segment"));
  }

  /** {@code 31 segments, as at release-1, entry 31 of the log}. */
  static String pin(Snapshot.Pin pin) {
    return "%s, as at %s, entry %d of the log"
        .formatted(Figures.count(pin.segments().size(), "segment"), pin.at(), pin.logPosition());
  }

  /** {@code 1 January 2011 to 31 January 2011}; instants where days do not say it. */
  static String range(TimeRange range) {
    if (range.isEmpty()) {
      return "no day yet";
    }
    boolean days =
        range.from().toLocalTime().equals(LocalTime.MIDNIGHT)
            && range.to().toLocalTime().equals(LocalTime.MIDNIGHT);
    if (!days) {
      return range.from() + " to " + range.to();
    }
    LocalDate from = range.from().toLocalDate();
    LocalDate last = range.to().toLocalDate().minusDays(1);
    if (from.getYear() <= 0 || last.getYear() > 9999) {
      return "everything up to " + day(last);
    }
    return from.equals(last) ? day(from) : day(from) + " to " + day(last);
  }

  /** The verdict, or the state of a night without one. */
  static String outcome(Decision d) {
    return d.verdict() == null ? d.state().toUpperCase(Locale.ROOT) : d.verdict().name();
  }

  /** A sign for each outcome of a night. */
  static String mark(String outcome) {
    return switch (outcome) {
      case "PROMOTE" -> "✓";
      case "REJECT" -> "✗";
      case "INCONCLUSIVE" -> "?";
      case "BLOCKED" -> "■";
      default -> "!";
    };
  }

  /** {@code champion stays v11}. */
  static String champion(Decision d, @Nullable Promotion p) {
    if (p == null) {
      return d.champion() == null ? "no champion yet" : "champion stays " + d.champion();
    }
    String after = Objects.requireNonNullElse(p.championAfter(), "none");
    return switch (p.outcome()) {
      case PROMOTED ->
          (p.championBefore() == null
                  ? "first champion " + after
                  : "champion " + p.championBefore() + " → " + after)
              + (p.note() == null ? "" : ", " + p.note());
      case KEPT -> p.championAfter() == null ? "no champion yet" : "champion stays " + after;
      case STALE -> "not promoted: the champion is " + after + " by now";
      case SUPERSEDED -> "not promoted: a later night's champion stands, " + after;
      case TAINTED -> "not promoted: " + p.version() + " is tainted, the champion stays " + after;
      case DIRTY ->
          "not promoted: the code has changes that are not committed (commit them, or say"
              + " --allow-dirty), "
              + (p.championAfter() == null ? "no champion yet" : "the champion stays " + after);
      case HELD -> p.version() + " waits for a person";
      case AWAITING_APPROVAL ->
          p.version() + " waits for approval, " + stays(p) + " meanwhile: " + p.note();
      case REFUSED -> "not promoted: %s was %s; %s".formatted(p.version(), p.note(), stays(p));
      case EXPIRED -> "not promoted: the approval of %s %s".formatted(p.version(), p.note());
    };
  }

  private static String stays(Promotion p) {
    return p.championAfter() == null
        ? "there is no champion"
        : "the champion stays " + p.championAfter();
  }

  /** How many rows a gate looked at; – for nothing, and for a size, which has no rows. */
  static String rows(GateResult r) {
    boolean rows = r.n() > 0 && !r.gate().metric().endsWith("_bytes");
    return rows ? Figures.count(r.n()) : "–";
  }

  static String mark(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "✓";
      case FAILED -> "✗";
      case UNDECIDED, MISSING, NOT_A_NUMBER, ZERO_REFERENCE, SPENT -> "?";
      case TOO_SMALL, NO_REFERENCE, SEALED -> "–";
    };
  }

  static String word(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "passed";
      case FAILED -> "failed";
      case UNDECIDED -> "undecided";
      case MISSING -> "missing";
      case NOT_A_NUMBER -> "not a number";
      case SPENT -> "test set spent";
      case SEALED -> "sealed";
      case TOO_SMALL -> "too few rows";
      case NO_REFERENCE -> "no reference";
      case ZERO_REFERENCE -> "reference is 0";
    };
  }

  /** {@code 0.712 [0.703, 0.721]}, or – when it was not measured. */
  static String estimate(@Nullable Measure m) {
    if (m == null || Double.isNaN(m.value())) {
      return "–";
    }
    if (!(m.low() < m.high())) {
      return m.metric().endsWith("_bytes")
          ? Titles.amount(m.metric(), m.value())
          : Figures.fixed(m.value(), 4);
    }
    int d = Figures.decimals((m.high() - m.low()) / 2);
    return Figures.fixed(m.value(), d) + " " + Figures.interval(m.low(), m.high(), d);
  }

  /** {@code +0.0003 [−0.0008, 0.0014]}, or – when there is none. */
  static String difference(@Nullable Comparison c) {
    if (c == null || Double.isNaN(c.difference())) {
      return "–";
    }
    if (!(c.low() < c.high())) {
      return Figures.signed(c.difference(), 4);
    }
    int d = Figures.decimals((c.high() - c.low()) / 2);
    return Figures.signed(c.difference(), d) + " " + Figures.interval(c.low(), c.high(), d);
  }

  /** {@code 4 expectations: 3 passed, 1 warning}. */
  static String checks(CheckReport check) {
    Map<Severity, Integer> failed = new EnumMap<>(Severity.class);
    for (ExpectationResult r : check.results()) {
      if (!r.success()) {
        failed.merge(r.severity(), 1, Integer::sum);
      }
    }
    StringBuilder out = new StringBuilder(Figures.count(check.results().size(), "expectation"));
    out.append(": ").append(Figures.count(check.passed())).append(" passed");
    failed.forEach(
        (severity, n) ->
            out.append(", ")
                .append(n)
                .append(' ')
                .append(severity.name().toLowerCase(Locale.ROOT)));
    return out.toString();
  }

  /** {@code better} or {@code worse} when the whole interval says so, else nothing. */
  static String side(Comparison c) {
    return c.low() > 0 ? "better" : c.high() < 0 ? "worse" : "";
  }

  /** What writes every row that flipped into a file. */
  static String flips(Decision d) {
    return "nightjar report %s --date %s --flips flips.csv"
        .formatted(d.pipeline(), d.logicalDate());
  }
}
