package dev.nightjar.jobs.report;

import dev.nightjar.decision.ModelCard;
import dev.nightjar.gate.GateResult;
import dev.nightjar.gate.Titles;
import dev.nightjar.registry.Reign;
import dev.nightjar.statistics.Measure;
import dev.nightjar.text.Figures;

/** A model card as Markdown, and for a terminal. Text from outside neither formats nor steers. */
public final class CardReport {

  private static final int INDENT = 15;

  private CardReport() {}

  /** Markdown with tables, to be kept beside the model. */
  public static String markdown(ModelCard card) {
    Markdown m = new Markdown();
    m.line("# " + Markdown.escape(card.model() + " " + card.version()));
    card.roles().forEach(role -> m.item("is the **" + role + "**"));
    card.notes().forEach(note -> m.item("**!** " + Markdown.escape(note)));
    m.gap();
    for (CardSection section : CardSection.of(card)) {
      m.line("## " + section.title());
      section.lines().forEach(l -> m.item("**" + l.name() + "** " + Markdown.escape(l.text())));
      m.gap();
      if (section.title().equals(CardSection.DECISION)) {
        gates(m, card);
      }
    }
    return m.toString();
  }

  private static void gates(Markdown m, ModelCard card) {
    ModelCard.Judged judged = card.judged();
    if (judged == null) {
      return;
    }
    if (!judged.gates().isEmpty()) {
      m.table("gate", "seen", "needed", "n", "outcome");
      for (GateResult r : judged.gates()) {
        String name = r.slice().isEmpty() ? r.title() : r.title() + ", " + r.slice();
        m.row(name, Titles.seen(r), r.needed(), Words.rows(r), Words.word(r.outcome()));
      }
      m.gap();
    }
    if (!judged.measures().isEmpty()) {
      m.table("measure", "on", "value", "n");
      for (Measure measure : judged.measures()) {
        m.row(
            Titles.metric(measure.metric()),
            measure.testSet(),
            Words.estimate(measure),
            Figures.count(measure.n()));
      }
      m.gap();
    }
  }

  /** The same for a terminal. Ends with a newline. */
  public static String text(ModelCard card, Terminal terminal) {
    StringBuilder out = new StringBuilder();
    String roles = card.roles().isEmpty() ? "" : " · " + String.join(", ", card.roles());
    out.append(Words.line(card.model() + " " + card.version() + roles)).append('\n');
    for (String note : card.notes()) {
      terminal.block(out, "  " + terminal.tone("INCONCLUSIVE", "!"), 4, Words.line(note));
    }
    for (CardSection section : CardSection.of(card)) {
      out.append('\n');
      for (CardSection.Line line : section.lines()) {
        terminal.block(out, "  " + line.name(), INDENT, Words.line(line.text()));
      }
      if (section.title().equals(CardSection.DECISION) && card.judged() != null) {
        card.judged().gates().stream()
            .filter(r -> r.slice().isEmpty())
            .forEach(r -> gate(out, r, terminal));
      }
    }
    return out.toString();
  }

  private static void gate(StringBuilder out, GateResult r, Terminal terminal) {
    String text = "%s: %s, needed %s".formatted(r.title(), Titles.seen(r), r.needed());
    String mark = " ".repeat(INDENT) + terminal.tone(r.outcome().name(), Words.mark(r.outcome()));
    terminal.block(out, mark, INDENT + 2, Words.line(text));
  }

  /** {@code champion from 2011-06-02 to 2011-06-05, after v1, before v3}. */
  static String reign(Reign reign) {
    String from = reign.night() == null ? reign.from().toString() : reign.night().toString();
    String end =
        reign.untilNight() == null
            ? String.valueOf(reign.until())
            : "the night " + reign.untilNight();
    return "from the night %s (%s, entry %d)%s, %s"
        .formatted(
            from,
            reign.how().text(),
            reign.seq(),
            reign.predecessor() == null ? "" : ", after " + reign.predecessor(),
            reign.until() == null
                ? "until now"
                : "until "
                    + end
                    + (reign.successor() == null ? "" : ", before " + reign.successor()));
  }
}
