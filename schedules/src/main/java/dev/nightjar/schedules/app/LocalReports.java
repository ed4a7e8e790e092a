package dev.nightjar.schedules.app;

import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Promotion;
import dev.nightjar.decision.Replay;
import dev.nightjar.decision.WhatIf;
import dev.nightjar.gate.Verdict;
import dev.nightjar.jobs.Documents;
import dev.nightjar.jobs.FlipExport;
import dev.nightjar.jobs.NightReplay;
import dev.nightjar.jobs.Pruned;
import dev.nightjar.jobs.report.HtmlReport;
import dev.nightjar.jobs.report.MarkdownReport;
import dev.nightjar.jobs.report.Terminal;
import dev.nightjar.jobs.report.TextReport;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunId;
import dev.nightjar.run.Slot;
import dev.nightjar.schedules.ReportService;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports of the nights of a workspace on this machine. */
final class LocalReports implements ReportService {

  private final LocalPlaces places;

  LocalReports(LocalPlaces places) {
    this.places = places;
  }

  @Override
  public Report find(@Nullable String pipeline, @Nullable LocalDate date) throws IOException {
    String name = name(pipeline);
    NavigableMap<Instant, RunId> runs = Documents.finished(places.store(), name, "");
    for (Map.Entry<Instant, RunId> run : around(runs, date).descendingMap().entrySet()) {
      Documents.Night night =
          Documents.read(places.store(), Slot.of(name, run.getKey()), run.getValue());
      if (date == null || night.decision().logicalDate().equals(date)) {
        Decision noted = Pruned.noted(night.decision(), new Blobs(places.store()));
        return new Found(new Documents.Night(night.folder(), noted, night.promotion()), places);
      }
    }
    throw none(name, date);
  }

  @Override
  public Optional<Verdict> verdict(Run run) throws IOException {
    return Documents.find(places.store(), run.slot(), run.id())
        .map(night -> night.decision().verdict());
  }

  /** Only runs whose day in some zone is the date: their documents need not be read to say no. */
  private static NavigableMap<Instant, RunId> around(
      NavigableMap<Instant, RunId> runs, @Nullable LocalDate date) {
    if (date == null) {
      return runs;
    }
    Instant from = date.minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant to = date.plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant();
    return runs.subMap(from, true, to, false);
  }

  private IllegalArgumentException none(String pipeline, @Nullable LocalDate date) {
    return new IllegalArgumentException(
        date == null
            ? "pipeline " + pipeline + " has no night that is over yet"
            : "pipeline " + pipeline + " has no night of " + date + " that is over");
  }

  private String name(@Nullable String pipeline) throws IOException {
    List<String> names = Documents.pipelines(places.store());
    if (pipeline == null) {
      if (names.size() != 1) {
        throw new IllegalArgumentException(
            names.isEmpty()
                ? "this workspace has no night yet: " + places.folder()
                : "say which pipeline: " + String.join(", ", names));
      }
      return names.get(0);
    }
    String wanted =
        pipeline.endsWith(".yaml") || pipeline.endsWith(".yml")
            ? Wiring.reader().read(Path.of(pipeline)).pipeline().name()
            : pipeline;
    if (!names.contains(wanted)) {
      throw new IllegalArgumentException(
          "pipeline %s has no nights here%s".formatted(wanted, Nearest.hint(wanted, names)));
    }
    return wanted;
  }

  /** A night's document, and the page beside it. */
  private record Found(Documents.Night night, LocalPlaces places) implements Report {

    private Decision decision() {
      return night.decision();
    }

    private @Nullable Promotion promotion() {
      return night.promotion();
    }

    @Override
    public Report whatIf(List<String> changes) {
      Decision asked = WhatIf.of(decision(), changes);
      return new Found(new Documents.Night(night.folder(), asked, null), places);
    }

    @Override
    public Replay replay() throws IOException {
      return new NightReplay(Wiring.workbench(places), Wiring.reader(), places.code()).of(night);
    }

    @Override
    public long flips(Path to) throws IOException {
      return new FlipExport(Wiring.workbench(places), Wiring.reader()).write(night, to);
    }

    @Override
    public String html() {
      return HtmlReport.render(decision(), promotion());
    }

    @Override
    public String markdown() {
      return MarkdownReport.render(decision(), promotion());
    }

    @Override
    public String json() {
      return CanonicalJson.pretty(decision());
    }

    @Override
    public String text(boolean colour, int width) {
      return TextReport.render(decision(), promotion(), new Terminal(width, colour));
    }

    @Override
    public String address() {
      return places.address(night.page());
    }

    @Override
    public Path file() throws IOException {
      return places.file(night.page());
    }
  }
}
