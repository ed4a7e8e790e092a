package dev.nightjar.schedules.app;

import dev.nightjar.run.Run;
import dev.nightjar.run.Slot;
import dev.nightjar.schedules.OrchestratorListener;
import java.util.List;

/** Tells several what an orchestrator does. */
record Watchers(List<OrchestratorListener> orchestrators) implements OrchestratorListener {

  @Override
  public void due(Run run) {
    orchestrators.forEach(o -> o.due(run));
  }

  @Override
  public void began(Slot slot) {
    orchestrators.forEach(o -> o.began(slot));
  }

  @Override
  public void prepared(Run run) {
    orchestrators.forEach(o -> o.prepared(run));
  }

  @Override
  public void ended(Run run) {
    orchestrators.forEach(o -> o.ended(run));
  }

  @Override
  public void elsewhere(Slot slot, String why) {
    orchestrators.forEach(o -> o.elsewhere(slot, why));
  }

  @Override
  public void lost(Slot slot, String why) {
    orchestrators.forEach(o -> o.lost(slot, why));
  }

  @Override
  public void swept() {
    orchestrators.forEach(OrchestratorListener::swept);
  }

  @Override
  public void trouble(String what, Exception why) {
    orchestrators.forEach(o -> o.trouble(what, why));
  }
}
