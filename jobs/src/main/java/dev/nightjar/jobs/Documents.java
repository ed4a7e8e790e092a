package dev.nightjar.jobs;

import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Promotion;
import dev.nightjar.jobs.report.HtmlReport;
import dev.nightjar.jobs.report.MarkdownReport;
import dev.nightjar.run.Run;
import dev.nightjar.run.RunFacts;
import dev.nightjar.run.RunId;
import dev.nightjar.run.Slot;
import dev.nightjar.run.StepStore;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.store.ObjectKey;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The documents of nights in the store, beside the outputs of their steps. */
public final class Documents {

  /** The page of a night. */
  public static final String PAGE = "report.html";

  static final String DECISION = "decision.json";

  private static final String MARKDOWN = "report.md";

  // What is written stays as it is: a night that waited has another page when it is over.
  private static final String WAITING_PAGE = "waiting.html";
  private static final String WAITING_MARKDOWN = "waiting.md";

  /** More runs than a slot ever has. */
  private static final int MOST_RUNS = 10_000;

  private Documents() {}

  /**
   * The documents of a night.
   *
   * @param folder key of the run
   * @param promotion null: the night did not get that far
   */
  public record Night(ObjectKey folder, Decision decision, @Nullable Promotion promotion) {

    /** The key of the night's page. */
    public ObjectKey page() {
      return Documents.page(folder, promotion);
    }
  }

  /** The name of the model that runs for the slot move: the pipeline's, with its lane. */
  public static String model(Slot slot) {
    return slot.lane().isEmpty() ? slot.pipeline() : slot.pipeline() + "~" + slot.lane();
  }

  /** The slot whose runs move the model at that time: what {@link #model} named, read back. */
  static Slot slot(String model, Instant logicalTime) {
    int lane = model.indexOf('~');
    return lane < 0
        ? Slot.of(model, logicalTime)
        : new Slot(model.substring(0, lane), model.substring(lane + 1), logicalTime);
  }

  /** Where the documents of the run are. */
  public static ObjectKey folder(Slot slot, RunId run) {
    return ObjectKey.of(slot.folder().path(), run.hex());
  }

  /** Where the page of a night lies; one that waits for approval has a page until it is over. */
  public static ObjectKey page(ObjectKey folder, @Nullable Promotion promotion) {
    return ObjectKey.of(folder.path(), isWaiting(promotion) ? WAITING_PAGE : PAGE);
  }

  private static boolean isWaiting(@Nullable Promotion promotion) {
    return promotion != null && promotion.outcome() == Promotion.Outcome.AWAITING_APPROVAL;
  }

  /** Writes decision and reports, those that are not there yet. */
  static void write(ObjectStore store, Run run, Decision decision, @Nullable Promotion promotion)
      throws IOException {
    ObjectKey key = folder(run.slot(), run.id());
    ObjectKey page = page(key, promotion);
    String folder = key.path();
    if (store.exists(ObjectKey.of(folder, DECISION)) && store.exists(page)) {
      return;
    }
    String html = HtmlReport.render(decision, promotion);
    String markdown = MarkdownReport.render(decision, promotion);
    store.create(page, html.getBytes(StandardCharsets.UTF_8));
    store.create(
        ObjectKey.of(folder, isWaiting(promotion) ? WAITING_MARKDOWN : MARKDOWN),
        markdown.getBytes(StandardCharsets.UTF_8));
    // Last: who finds the decision finds the reports too.
    store.create(ObjectKey.of(folder, DECISION), CanonicalJson.write(decision));
  }

  /** The pipelines that have nights, without those of shadow histories. */
  public static List<String> pipelines(ObjectStore store) throws IOException {
    return store.list("runs", "").stream()
        .map(key -> key.path().split("/", -1)[1])
        .filter(name -> !name.contains("~"))
        .distinct()
        .toList();
  }

  /** The runs that are over, by logical time; of several runs of a slot the last. */
  public static NavigableMap<Instant, RunId> finished(
      ObjectStore store, String pipeline, String lane) throws IOException {
    String folder = new Slot(pipeline, lane, Instant.EPOCH).folder().path();
    String above = folder.substring(0, folder.lastIndexOf('/'));
    Map<Instant, List<String>> ids =
        store.list(above, "").stream()
            .filter(key -> key.name().equals(DECISION))
            .map(key -> key.path().split("/", -1))
            .collect(
                Collectors.groupingBy(
                    parts -> Slot.parseTime(parts[2]),
                    TreeMap::new,
                    Collectors.mapping(parts -> parts[3], Collectors.toList())));
    NavigableMap<Instant, RunId> runs = new TreeMap<>();
    ids.forEach((time, found) -> runs.put(time, last(new Slot(pipeline, lane, time), found)));
    return runs;
  }

  private static RunId last(Slot slot, List<String> ids) {
    RunId last = new RunId(ids.get(0));
    int found = 0;
    for (int ordinal = 1; found < ids.size() && ordinal <= MOST_RUNS; ordinal++) {
      RunId id = RunId.of(slot, ordinal);
      if (ids.contains(id.hex())) {
        last = id;
        found++;
      }
    }
    return last;
  }

  /** Whether the run's candidate was to be champion, and a dirty tree kept it from that. */
  public static boolean wasWithheld(ObjectStore store, Slot slot, RunId run) throws IOException {
    Promotion promotion = promotion(store, slot, run);
    return promotion != null && promotion.outcome() == Promotion.Outcome.DIRTY;
  }

  /** What became of the champion, or is to when a person says yes; null: not reached. */
  static @Nullable Promotion promotion(ObjectStore store, Slot slot, RunId run) throws IOException {
    Optional<StepStore.Kept> promote = new StepStore(store).read(slot, run, PromoteStep.NAME);
    if (promote.isPresent()) {
      return promote.get().output().as(Promotion.class);
    }
    Optional<RunFacts.Awaiting> awaiting = new RunFacts(store).awaiting(slot, run);
    return awaiting.isPresent()
        ? CanonicalJson.convert(awaiting.get().output(), Promotion.class)
        : null;
  }

  /** The documents of a run; empty when it is not over, or left none. */
  public static Optional<Night> find(ObjectStore store, Slot slot, RunId run) throws IOException {
    return store.exists(ObjectKey.of(folder(slot, run).path(), DECISION))
        ? Optional.of(read(store, slot, run))
        : Optional.empty();
  }

  /** The documents of a run that is over. */
  public static Night read(ObjectStore store, Slot slot, RunId run) throws IOException {
    ObjectKey folder = folder(slot, run);
    Decision decision =
        CanonicalJson.read(store.read(ObjectKey.of(folder.path(), DECISION)), Decision.class);
    return new Night(folder, decision, promotion(store, slot, run));
  }
}
