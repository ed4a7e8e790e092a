package dev.nightjar.upkeep;

import dev.nightjar.registry.EventFact;
import dev.nightjar.registry.EventKind;
import dev.nightjar.registry.ManifestBlobs;
import dev.nightjar.registry.ModelVersion;
import dev.nightjar.store.Digest;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import dev.nightjar.store.StoreUpkeep.Stored;
import dev.nightjar.store.Tombstones;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What pipeline files say under {@code retention:}. The documents of a night stay; of what they
 * name, the model of a candidate that was rejected and the per-row scores may go when they are old
 * enough. They stay all the same when the version ever was champion or baseline, when a kept
 * decision judged against it, when it is attested, or when any other document names the bytes.
 */
public final class PipelineRetention implements Retention {

  private final List<RetentionRule> rules;

  /** Rules of several pipelines. */
  public PipelineRetention(List<RetentionRule> rules) {
    this.rules = List.copyOf(rules);
  }

  @Override
  public Exemptions exemptions(ObjectStore store, List<Stored> objects, Instant now)
      throws IOException {
    Exemptions exemptions = new Exemptions();
    boolean any = rules.stream().anyMatch(r -> r.rejected() != null || r.scores() != null);
    if (any) {
      Standings standings = Standings.read(store, objects);
      for (RetentionRule rule : rules) {
        new Applied(store, objects, now, standings, rule, exemptions).all();
      }
    }
    return exemptions;
  }

  /** One rule on one store. */
  private record Applied(
      ObjectStore store,
      List<Stored> objects,
      Instant now,
      Standings standings,
      RetentionRule rule,
      Exemptions exemptions) {

    void all() throws IOException {
      for (Standings.Model model : standings.models()) {
        if (model.isOf(rule.pipeline()) && model.state().champion() != null) {
          rejected(model);
        }
      }
      for (Standings.Night night : standings.nights()) {
        if (night.isOf(rule.pipeline())) {
          scores(night);
        }
      }
    }

    private boolean isOver(@Nullable Duration limit, Instant modified) {
      return limit != null && !modified.plus(limit).isAfter(now);
    }

    private void rejected(Standings.Model model) throws IOException {
      Set<String> rejected = new HashSet<>();
      for (EventFact event : model.state().history()) {
        if (event.kind() == EventKind.REJECTED) {
          rejected.add(event.version());
        }
      }
      for (ModelVersion version : model.state().versions()) {
        Stored manifest = manifest(model, version);
        if (manifest != null
            && rejected.contains(version.name())
            && !standings.needed().contains(version.manifest())
            && isOver(rule.rejected(), manifest.modified())) {
          release(model, version, manifest.key());
        }
      }
    }

    /** Null: it is another model's, which has a rule of its own. */
    private @Nullable Stored manifest(Standings.Model model, ModelVersion version) {
      ObjectKey key =
          ObjectKey.of("models", model.name(), "manifests", version.manifest() + ".json");
      return objects.stream().filter(o -> o.key().equals(key)).findFirst().orElse(null);
    }

    private void release(Standings.Model model, ModelVersion version, ObjectKey manifest)
        throws IOException {
      String why =
          "%s%s: rejected candidates are kept for %s (%s of model %s)"
              .formatted(
                  Tombstones.RETENTION,
                  rule.pipeline(),
                  days(rule.rejected()),
                  version.name(),
                  model.name());
      for (Digest digest : ManifestBlobs.of(store.read(manifest)).values()) {
        exemptions.add(digest, manifest.path(), why);
        exemptions.add(digest, model.nights(version.logicalTime()), why);
      }
    }

    private void scores(Standings.Night night) {
      if (!isOver(rule.scores(), night.modified())
          || (night.candidate() != null && standings.serving().contains(night.candidate()))) {
        return;
      }
      String why =
          "%s%s: scores are kept for %s"
              .formatted(Tombstones.RETENTION, rule.pipeline(), days(rule.scores()));
      night.scores().forEach(digest -> exemptions.add(digest, night.folder(), why));
    }

    private static String days(@Nullable Duration duration) {
      long hours = duration == null ? 0 : duration.toHours();
      return hours % 24 == 0 ? hours / 24 + "d" : hours + "h";
    }
  }
}
