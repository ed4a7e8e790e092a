package dev.nightjar.schedules.http;

import dev.nightjar.run.Run;
import dev.nightjar.run.RunPage;
import dev.nightjar.run.RunQuery;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.run.ScheduleState;
import dev.nightjar.run.SlotStatus;
import dev.nightjar.schedules.PipelineService.Pipeline;
import dev.nightjar.schedules.Upcoming;
import dev.nightjar.schedules.wire.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a person sees first: pipelines and their last nights, what runs, what failed. */
final class StatusPage {

  private static final int PIPELINES = 100;
  private static final int RUNS = 10;
  private static final String STYLE = style();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private final Backend backend;
  private final Verdicts verdicts;

  StatusPage(Backend backend) {
    this.backend = backend;
    this.verdicts = new Verdicts(backend);
  }

  List<Route> all() {
    return List.of(Route.get("/", this::show, "cursor"));
  }

  private void show(Request request) {
    request.accepts("text/html");
    String page = page(request.query("cursor").orElse(null));
    request.context().header("Content-Security-Policy", PagePolicy.of(page));
    request.send("text/html", page);
  }

  private String page(@Nullable String cursor) {
    Markup page = new Markup();
    page.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .raw("<meta name=\"color-scheme\" content=\"light dark\">\n<title>Nightjar</title>\n")
        .raw("<style>" + STYLE + "</style>\n</head>\n<body>\n<header><h1>Nightjar</h1>");
    Map<Status, Long> live = backend.listing().live();
    page.raw("<p class=\"night\">")
        .text(
            "%d waiting · %d running"
                .formatted(
                    live.getOrDefault(Status.QUEUED, 0L), live.getOrDefault(Status.RUNNING, 0L)))
        .raw("</p></header>\n<main>\n");
    pipelines(page, cursor);
    runs(page, "Waits for approval", Status.AWAITING_APPROVAL);
    runs(page, "Running", Status.RUNNING);
    runs(page, "Waiting", Status.QUEUED);
    runs(page, "Failed last", Status.FAILED);
    runs(page, "Blocked last", Status.BLOCKED);
    return page.raw("</main>\n</body>\n</html>\n").toString();
  }

  private void pipelines(Markup page, @Nullable String cursor) {
    Map<String, ScheduleState> states =
        backend.orchestrator(backend.localUser()).schedules().stream()
            .collect(Collectors.toMap(ScheduleState::pipeline, Function.identity()));
    Page<Pipeline> shown =
        Page.of(backend.pipelines().all(), Pipeline::name, cursor, PIPELINES, Function.identity());
    page.raw("<section>\n<h2>Pipelines</h2>\n");
    if (shown.items().isEmpty()) {
      page.raw("<p>No pipeline is loaded.</p>");
    } else {
      page.raw("<table>\n<thead><tr><th>Pipeline</th><th>Last night</th><th>Verdict</th>")
          .raw("<th>Next</th></tr></thead>\n<tbody>\n");
      shown.items().forEach(p -> pipeline(page, p, states.get(p.name())));
      page.raw("</tbody>\n</table>\n");
    }
    if (shown.next() != null) {
      page.raw("<p><a href=\"/?cursor=").text(shown.next()).raw("\">more pipelines</a></p>");
    }
    page.raw("</section>\n");
  }

  private void pipeline(Markup page, Pipeline pipeline, @Nullable ScheduleState state) {
    List<SlotStatus> latest = backend.listing().slots(pipeline.name(), "", null, 1);
    page.raw("<tr>").cell("Pipeline", "name", pipeline.name());
    if (latest.isEmpty()) {
      page.cell("Last night", "", "none yet").cell("Verdict", "", "");
    } else {
      SlotStatus slot = latest.get(0);
      page.raw("<td data-label=\"Last night\"><a href=\"")
          .text("%s/reports/%s/latest?format=html".formatted(Routes.API, pipeline.name()))
          .raw("\">")
          .text(local(slot.slot().logicalTime(), pipeline.zone()))
          .raw("</a></td>");
      verdict(page, slot);
    }
    page.cell("Next", "", next(pipeline, state)).raw("</tr>\n");
  }

  private void verdict(Markup page, SlotStatus slot) {
    Run run = slot.latest();
    Status status = run.state().status();
    String text = run.state().text().lines().findFirst().orElse("");
    String word =
        verdicts
            .of(run)
            // What a verdict does by itself needs no second word.
            .map(v -> v + (text.equals("PROMOTED") || text.equals("KEPT") ? "" : ", " + text))
            .orElse(status == Status.SUCCEEDED ? text : joined(status, text));
    page.cell("Verdict", kind(status, word), word);
  }

  private static String joined(Status status, String text) {
    return status + (text.isEmpty() ? "" : ": " + text);
  }

  private static String kind(Status status, String text) {
    return switch (status) {
      case SUCCEEDED ->
          text.equals("PROMOTE") || text.equals("PROMOTED")
              ? "pass"
              : text.startsWith("REJECT") ? "fail" : "open";
      case BLOCKED, FAILED, STALE, CANCELLED -> "fail";
      case QUEUED, RUNNING, AWAITING_APPROVAL, SKIPPED -> "open";
    };
  }

  private String next(Pipeline pipeline, @Nullable ScheduleState state) {
    if (state != null && state.isPaused()) {
      return "paused by %s: %s".formatted(state.pausedBy(), state.pauseReason());
    }
    Upcoming upcoming = backend.pipelines().next(pipeline.name(), 1);
    return upcoming.times().stream()
        .filter(t -> t.runs())
        .findFirst()
        .map(t -> local(t.at(), pipeline.zone()))
        .orElse(pipeline.schedule());
  }

  private void runs(Markup page, String title, Status status) {
    RunPage found = backend.listing().runs(new RunQuery(null, status, null, RUNS));
    if (found.runs().isEmpty()) {
      return;
    }
    page.raw("<section>\n").element("h2", title);
    page.raw("<table>\n<thead><tr><th>Run</th><th>Pipeline</th><th>For</th><th>Since</th>")
        .raw("<th>What</th></tr></thead>\n<tbody>\n");
    found
        .runs()
        .forEach(
            run ->
                page.raw("<tr><td data-label=\"Run\"><a href=\"")
                    .text(Routes.API + "/runs/" + run.id().hex())
                    .raw("\">")
                    .text(run.id().hex())
                    .raw("</a></td>")
                    .cell("Pipeline", "name", name(run.slot()))
                    .cell("For", "time", run.slot().logicalTime().toString())
                    .cell("Since", "time", run.startedAt().toString().replaceFirst("\\.\\d+Z", "Z"))
                    .cell("What", "", run.state().text())
                    .raw("</tr>\n"));
    page.raw("</tbody>\n</table>\n");
    if (found.next() != null) {
      page.raw("<p><a href=\"" + Routes.API + "/runs?state=" + status + "\">more</a></p>\n");
    }
    page.raw("</section>\n");
  }

  private static String name(dev.nightjar.run.Slot slot) {
    return slot.lane().isEmpty() ? slot.pipeline() : slot.pipeline() + "~" + slot.lane();
  }

  private static String local(Instant time, ZoneId zone) {
    return TIME.format(time.atZone(zone)) + " " + zone.getId();
  }

  private static String style() {
    try (InputStream in =
        Objects.requireNonNull(StatusPage.class.getResourceAsStream("status.css"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
