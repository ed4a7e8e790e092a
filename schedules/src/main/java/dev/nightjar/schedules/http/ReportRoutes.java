package dev.nightjar.schedules.http;

import dev.nightjar.schedules.ReportService.Report;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reports of nights. */
final class ReportRoutes {

  /** What can name a pipeline; anything else might name a file. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

  private final Backend backend;

  ReportRoutes(Backend backend) {
    this.backend = backend;
  }

  List<Route> all() {
    return List.of(
        Route.get(
            Routes.API + "/reports/{pipeline}/{date}", this::report, "format", "width", "colour"));
  }

  private void report(Request request) throws IOException {
    Report report = found(request.path("pipeline"), date(request.path("date")));
    switch (Form.of(request, Form.HTML, Form.JSON, Form.MARKDOWN, Form.TEXT)) {
      case HTML -> html(request, report.html());
      case JSON -> request.send(Form.JSON.type(), report.json());
      case MARKDOWN -> request.send(Form.MARKDOWN.type(), report.markdown());
      case TEXT ->
          request.send(
              Form.TEXT.type(),
              report.text(ModelRoutes.colour(request), ModelRoutes.width(request)));
    }
  }

  private Report found(String pipeline, @Nullable LocalDate date) throws IOException {
    if (!NAME.matcher(pipeline).matches()) {
      throw Refusal.notFound("not a pipeline's name: " + pipeline);
    }
    try {
      return backend.reports().find(pipeline, date);
    } catch (IllegalArgumentException e) {
      throw Refusal.notFound(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return text.equals("latest") ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "expected a day of the calendar such as 2011-06-15, or latest, but found " + text, e);
    }
  }

  /** Answers with a page of its own. */
  static void html(Request request, String page) {
    request.context().header("Content-Security-Policy", PagePolicy.of(page));
    request.send(Form.HTML.type(), page);
  }
}
