package dev.nightjar.schedules.app;

import dev.nightjar.jobs.DecisionRef;
import dev.nightjar.jobs.Documents;
import dev.nightjar.jobs.mlflow.MirroredModel;
import dev.nightjar.jobs.mlflow.MlflowMirror;
import dev.nightjar.model.Candidate;
import dev.nightjar.registry.EventKind;
import dev.nightjar.registry.ModelRegistry;
import dev.nightjar.registry.ModelVersion;
import dev.nightjar.registry.RegistryEvent;
import dev.nightjar.registry.RegistryState;
import dev.nightjar.schedules.RegistryService.Mirrored;
import dev.nightjar.store.Blobs;
import dev.nightjar.store.ObjectKey;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says to a tracking server what the registry says. */
final class ModelMirrors {

  private static final String TOKEN = "MLFLOW_TRACKING_TOKEN";

  private final LocalPlaces places;

  ModelMirrors(LocalPlaces places) {
    this.places = places;
  }

  Mirrored mirror(ModelRegistry registry, URI server) throws IOException {
    String token = System.getenv(TOKEN);
    MlflowMirror mirror = new MlflowMirror(server, token == null || token.isBlank() ? null : token);
    RegistryState state = registry.state();
    Map<String, List<RegistryEvent>> events =
        registry.history().stream().collect(Collectors.groupingBy(RegistryEvent::version));
    List<MirroredModel.Version> versions = new ArrayList<>();
    for (ModelVersion version : state.versions()) {
      Candidate candidate = registry.candidate(version.name());
      versions.add(
          version(
              state.model(),
              version,
              candidate,
              Objects.requireNonNull(events.get(version.name()))));
    }
    Map<String, String> aliases = new TreeMap<>();
    put(aliases, "champion", state.champion());
    put(aliases, "previous", state.previous());
    put(aliases, "baseline", LocalModels.baseline(state));
    List<String> changes =
        mirror.mirror(new MirroredModel(state.model(), state.position(), versions, aliases));
    return new Mirrored(state.model(), server.toString(), state.position(), changes);
  }

  private static void put(Map<String, String> aliases, String alias, @Nullable String version) {
    if (version != null) {
      aliases.put(alias, version);
    }
  }

  private MirroredModel.Version version(
      String model, ModelVersion version, Candidate candidate, List<RegistryEvent> events) {
    RegistryEvent last = events.get(events.size() - 1);
    Map<String, String> tags = new HashMap<>();
    tags.put(MlflowMirror.LOG_SEQ, String.valueOf(last.seq()));
    tags.put("nightjar.event", last.kind().text());
    tags.put("nightjar.artifact", candidate.artifact().hex());
    tags.put("nightjar.manifest", version.manifest().hex());
    tags.put("nightjar.snapshot", candidate.snapshot());
    tags.put("nightjar.logicalTime", version.logicalTime().toString());
    tags.put("nightjar.commit", candidate.code().commit());
    if (version.tainted()) {
      tags.put("nightjar.tainted", reasons(events, EventKind.TAINTED));
    }
    if (version.retired()) {
      tags.put("nightjar.retired", reasons(events, EventKind.RETIRED));
    }
    String runLink =
        events.stream()
            .flatMap(e -> DecisionRef.of(model, e).stream())
            .findFirst()
            .map(ref -> Documents.folder(ref.slot(), ref.run()).path())
            .map(folder -> places.address(ObjectKey.of(folder, Documents.PAGE)))
            .orElse("");
    return new MirroredModel.Version(
        version.name(),
        source(model, version.name(), candidate),
        runLink,
        "Nightjar %s, trained for %s".formatted(version.name(), version.logicalTime()),
        tags);
  }

  private static String reasons(List<RegistryEvent> events, EventKind kind) {
    return events.stream()
        .filter(e -> e.kind() == kind)
        .map(RegistryEvent::reason)
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** A tracking server refuses paths of a machine that may not be its own. */
  private String source(String model, String version, Candidate candidate) {
    return places.store().location().startsWith("s3://")
        ? places.address(Blobs.key(candidate.artifact()))
        : "nightjar://" + model + "/" + version;
  }
}
