package dev.nightjar.schedules.app;

import dev.nightjar.decision.Decision;
import dev.nightjar.decision.ModelCard;
import dev.nightjar.jobs.DecisionRef;
import dev.nightjar.jobs.Documents;
import dev.nightjar.jobs.report.CardReport;
import dev.nightjar.jobs.report.Terminal;
import dev.nightjar.model.Candidate;
import dev.nightjar.registry.EventKind;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.registry.ModelVersion;
import dev.nightjar.registry.RegistryEvent;
import dev.nightjar.registry.RegistryState;
import dev.nightjar.schedules.RegistryService.Card;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what is known of a version: from its manifest, the log, and its night's decision. */
final class ModelCards {

  private static final int FORMAT = 1;

  private final LocalPlaces places;

  ModelCards(LocalPlaces places) {
    this.places = places;
  }

  Card card(String model, ModelRegistry registry, String version) throws IOException {
    RegistryState state = registry.state();
    ModelVersion meant = state.version(version);
    Candidate candidate = registry.candidate(meant.name());
    List<RegistryEvent> events = registry.events(e -> e.version().equals(meant.name()));
    RegistryEvent registered =
        events.stream()
            .filter(e -> e.kind() == EventKind.REGISTERED)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("nothing registered " + version));
    Documents.@Nullable Night night = night(model, events);
    Decision decision = night == null ? null : night.decision();
    return new Forms(
        new ModelCard(
            FORMAT,
            model,
            meant.name(),
            roles(state, meant.name()),
            notes(candidate, events),
            meant.logicalTime(),
            registered.at(),
            registered.actor(),
            meant.manifest(),
            candidate,
            decision == null || decision.snapshot() == null
                ? null
                : ModelCard.Data.of(decision.snapshot()),
            night == null ? null : ModelCard.Judged.of(night.decision(), night.page().path()),
            state.reigns().stream().filter(r -> r.version().equals(meant.name())).toList(),
            events));
  }

  private static List<String> roles(RegistryState state, String version) {
    List<String> roles = new ArrayList<>();
    if (version.equals(state.champion())) {
      roles.add("champion");
    }
    if (version.equals(state.previous())) {
      roles.add("previous");
    }
    if (version.equals(LocalModels.baseline(state))) {
      roles.add("baseline");
    }
    return roles;
  }

  private static List<String> notes(Candidate candidate, List<RegistryEvent> events) {
    List<String> notes = new ArrayList<>();
    for (EventKind kind : List.of(EventKind.TAINTED, EventKind.RETIRED)) {
      events.stream()
          .filter(e -> e.kind() == kind)
          .forEach(e -> notes.add(kind.text() + ": " + e.reason()));
    }
    if (candidate.code().dirty()) {
      notes.add("trained by code with changes that were not committed");
    }
    return notes;
  }

  /** The night that judged the version; null: none did, or its documents are not there. */
  private Documents.@Nullable Night night(String model, List<RegistryEvent> events)
      throws IOException {
    Optional<DecisionRef> ref =
        events.stream().flatMap(e -> DecisionRef.of(model, e).stream()).findFirst();
    try {
      return ref.isEmpty()
          ? null
          : Documents.read(places.store(), ref.get().slot(), ref.get().run());
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** A card in its forms. */
  private record Forms(ModelCard card) implements Card {

    @Override
    public String markdown() {
      return CardReport.markdown(card);
    }

    @Override
    public String json() {
      return CanonicalJson.pretty(card);
    }

    @Override
    public String text(boolean colour, int width) {
      return CardReport.text(card, new Terminal(width, colour));
    }
  }
}
