package dev.nightjar.schedules.app;

import dev.nightjar.decision.Promotion;
import dev.nightjar.jobs.Documents;
import dev.nightjar.jobs.RetrainingPipeline.Outcome;
import dev.nightjar.jobs.config.Pipeline;
import dev.nightjar.jobs.report.Terminal;
import dev.nightjar.jobs.report.TextReport;
import dev.nightjar.run.Run;
import dev.nightjar.schedules.NightResult;
import dev.nightjar.schedules.NightResult.Champion;
import dev.nightjar.store.ObjectKey;
import java.time.LocalDate;
import java.time.ZoneId;

/** Makes results for people of what became of nights. */
record NightResults(LocalPlaces places, Pipeline pipeline) {

  NightResult of(Outcome outcome) {
    Run run = outcome.report().run();
    Promotion promotion = outcome.promotion();
    ZoneId zone = pipeline.schedule().zone();
    return new NightResult(
        pipeline.name(),
        run.slot().logicalTime(),
        LocalDate.ofInstant(run.slot().logicalTime(), zone),
        run.id().hex(),
        run.state().status(),
        outcome.decision().verdict(),
        promotion == null ? null : promotion.version(),
        champion(outcome),
        places.address(ObjectKey.of(Documents.folder(run.slot(), run.id()).path(), Documents.PAGE)),
        outcome.decision().headline(),
        !outcome.report().executed(),
        (colour, width) ->
            TextReport.verdict(outcome.decision(), promotion, new Terminal(width, colour)));
  }

  private Champion champion(Outcome outcome) {
    Promotion promotion = outcome.promotion();
    if (promotion != null) {
      return new Champion(promotion.championBefore(), promotion.championAfter());
    }
    String stays = places.championAt(outcome.report().run().slot());
    return new Champion(stays, stays);
  }
}
