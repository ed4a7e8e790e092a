package dev.nightjar.schedules.app;

import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Promotion;
import dev.nightjar.jobs.Documents;
import dev.nightjar.jobs.RetrainingPipeline.Outcome;
import dev.nightjar.jobs.report.Terminal;
import dev.nightjar.jobs.report.TextReport;
import dev.nightjar.run.Run;
import dev.nightjar.schedules.NightResult;
import dev.nightjar.schedules.NightResult.Champion;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes results for people of what became of nights. */
record NightResults(LocalPlaces places) {

  NightResult of(Outcome outcome) {
    Run run = outcome.report().run();
    return of(run, outcome.decision(), outcome.promotion(), !outcome.report().executed());
  }

  /** Of a run that is over, wherever it was; empty when it left no document. */
  Optional<NightResult> of(Run run) throws IOException {
    return Documents.find(places.store(), run.slot(), run.id())
        .map(night -> of(run, night.decision(), night.promotion(), false));
  }

  private NightResult of(Run run, Decision decision, @Nullable Promotion promotion, boolean again) {
    return new NightResult(
        run.slot().pipeline(),
        run.slot().logicalTime(),
        decision.logicalDate(),
        run.id().hex(),
        run.state().status(),
        decision.verdict(),
        promotion == null ? null : promotion.version(),
        champion(run, promotion),
        places.address(Documents.page(Documents.folder(run.slot(), run.id()), promotion)),
        decision.headline(),
        again,
        (colour, width) -> TextReport.verdict(decision, promotion, new Terminal(width, colour)));
  }

  private Champion champion(Run run, @Nullable Promotion promotion) {
    if (promotion != null) {
      return new Champion(promotion.championBefore(), promotion.championAfter());
    }
    String stays = places.championAt(run.slot());
    return new Champion(stays, stays);
  }
}
