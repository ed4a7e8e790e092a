package dev.nightjar.schedules.app;

import dev.nightjar.jobs.report.BackfillPage;
import dev.nightjar.jobs.report.BackfillReport;
import dev.nightjar.jobs.report.BackfillText;
import dev.nightjar.jobs.report.Terminal;
import dev.nightjar.schedules.BackfillService;
import dev.nightjar.store.CanonicalJson;

/** The forms of a backfill's report. */
record BackfillForms(BackfillReport report) implements BackfillService.Report {

  @Override
  public String html() {
    return BackfillPage.render(report);
  }

  @Override
  public String markdown() {
    return BackfillText.markdown(report);
  }

  @Override
  public String json() {
    return CanonicalJson.pretty(report);
  }

  @Override
  public String text(boolean colour, int width) {
    return BackfillText.render(report, new Terminal(width, colour));
  }
}
