package dev.nightjar.jobs.report;

import dev.nightjar.dataset.TimeRange;
import dev.nightjar.decision.ModelCard;
import dev.nightjar.model.Candidate;
import dev.nightjar.model.CodeId;
import dev.nightjar.text.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A part of a model card, the same words in each of its forms. */
record CardSection(String title, List<Line> lines) {

  static final String DECISION = "The decision";

  /** A named line. */
  record Line(String name, String text) {}

  static List<CardSection> of(ModelCard card) {
    return List.of(
        new CardSection("What it is", what(card)),
        new CardSection("The data", data(card)),
        new CardSection("How it was made", making(card)),
        new CardSection(DECISION, decision(card)),
        new CardSection("Its life", life(card)));
  }

  private static List<Line> what(ModelCard card) {
    Candidate c = card.candidate();
    return List.of(
        new Line("predicts", c.label().name() + ": " + c.label().when()),
        new Line("trainer", c.spec().trainer() + parameters(c.spec().parameters())),
        new Line("threshold", Figures.plain(c.threshold())),
        new Line(
            "artifact", Figures.bytes((double) c.artifactBytes()) + ", SHA-256 " + c.artifact()),
        new Line("encoder", "SHA-256 " + c.encoder()),
        new Line("manifest", "SHA-256 " + card.manifest()),
        new Line("fingerprint", c.fingerprint().hex()));
  }

  private static String parameters(Map<String, Object> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", ", ": ", ""));
  }

  private static List<Line> data(ModelCard card) {
    Candidate c = card.candidate();
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("trained on", range(c.trainedOn())));
    lines.add(
        new Line(
            "rows",
            "%s trained on, %s of them positive; %s for the threshold"
                .formatted(
                    Figures.count(c.trainRows()),
                    Figures.count(c.positives()),
                    Figures.count(c.devRows()))));
    lines.add(new Line("snapshot", c.snapshot()));
    ModelCard.Data data = card.data();
    if (data != null) {
      lines.add(
          new Line(
              "dataset",
              "%s at entry %d: %s, %s"
                  .formatted(
                      data.dataset(),
                      data.logPosition(),
                      Figures.count(data.segments(), "segment"),
                      Figures.count(data.rows(), "row"))));
      ModelCard.LabelData labels = data.labels();
      if (labels != null) {
        lines.add(
            new Line(
                "labels",
                "dataset %s at entry %d: %s"
                    .formatted(
                        labels.dataset(),
                        labels.logPosition(),
                        Figures.count(labels.segments(), "segment"))));
      }
      data.leftOut().forEach((name, why) -> lines.add(new Line("left out", name + ": " + why)));
      data.testSets()
          .forEach((name, of) -> lines.add(new Line("test set", name + ": " + range(of))));
    }
    return lines;
  }

  private static String range(TimeRange range) {
    return range.isEmpty() ? "no rows yet" : range.from() + " up to " + range.to();
  }

  private static List<Line> making(ModelCard card) {
    Candidate c = card.candidate();
    CodeId code = c.code();
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("seed", String.valueOf(c.spec().seed())));
    lines.add(
        new Line(
            "code",
            "Nightjar %s%s%s"
                .formatted(
                    code.version(),
                    code.commit().isEmpty() ? ", no commit" : ", commit " + code.commit(),
                    code.dirty() ? ", with changes that were not committed" : "")));
    lines.add(new Line("pipeline", "SHA-256 " + c.pipeline()));
    lines.add(
        new Line(
            "libraries",
            new TreeMap<>(c.libraries())
                .entrySet().stream()
                    .map(e -> e.getKey() + " " + e.getValue())
                    .collect(Collectors.joining(", "))));
    lines.add(
        new Line(
            "on dev rows",
            new TreeMap<>(c.dev())
                    .entrySet().stream()
                        .map(e -> e.getKey() + " " + Figures.fixed(e.getValue(), 4))
                        .collect(Collectors.joining(", "))
                + "; these never gate"));
    lines.add(
        new Line(
            "registered",
            "for %s, at %s, by %s"
                .formatted(card.logicalTime(), card.registeredAt(), card.registeredBy())));
    return lines;
  }

  private static List<Line> decision(ModelCard card) {
    ModelCard.Judged judged = card.judged();
    if (judged == null) {
      return List.of(new Line("verdict", "none that could be read"));
    }
    return List.of(
        new Line("verdict", judged.verdict() == null ? "none" : judged.verdict().name()),
        new Line("because", judged.headline()),
        new Line("against", judged.champion() == null ? "no champion" : judged.champion()),
        new Line("night", judged.date() + ", run " + judged.run()),
        new Line("report", judged.report()));
  }

  private static List<Line> life(ModelCard card) {
    List<Line> lines = new ArrayList<>();
    card.reigns().forEach(r -> lines.add(new Line("champion", CardReport.reign(r))));
    if (lines.isEmpty()) {
      lines.add(new Line("champion", "never"));
    }
    card.events()
        .forEach(
            e ->
                lines.add(
                    new Line(
                        e.kind().text(),
                        "entry %d, at %s, by %s%s%s"
                            .formatted(
                                e.seq(),
                                e.at(),
                                e.actor(),
                                e.forced() ? ", forced" : "",
                                e.reason().isBlank() ? "" : ": " + e.reason()))));
    return lines;
  }
}
