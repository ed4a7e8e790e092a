package dev.nightjar.schedules.remote;

import dev.nightjar.registry.RegistryException;
import dev.nightjar.run.Backfill;
import dev.nightjar.run.BackfillSlot;
import dev.nightjar.run.Pause;
import dev.nightjar.run.PlannedSlot.Action;
import dev.nightjar.schedules.BackfillDay;
import dev.nightjar.schedules.BackfillForecast;
import dev.nightjar.schedules.BackfillRequest;
import dev.nightjar.schedules.BackfillService;
import dev.nightjar.schedules.NightResult;
import dev.nightjar.schedules.wire.BackfillDocument;
import dev.nightjar.schedules.wire.BackfillNight;
import dev.nightjar.schedules.wire.BackfillOrder;
import dev.nightjar.schedules.wire.BackfillSlotDocument;
import dev.nightjar.schedules.wire.NightDocument;
import dev.nightjar.schedules.wire.OpenedDocument;
import dev.nightjar.schedules.wire.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Backfills of a server: it works at them, and this only looks on. */
final class RemoteBackfills implements BackfillService {

  private final Client client;
  private final Pause pause;
  private final Map<Long, Set<Instant>> made = new HashMap<>();

  RemoteBackfills(Client client, Pause pause) {
    this.client = client;
    this.pause = pause;
  }

  @Override
  public BackfillForecast plan(Path pipeline, BackfillRequest request) {
    BackfillOrder order = BackfillOrder.of(RemoteOrchestrator.name(pipeline), request);
    return client.post("/backfills/plan", order, BackfillForecast.class);
  }

  @Override
  public Opened open(Path pipeline, BackfillRequest request) {
    BackfillOrder order = BackfillOrder.of(RemoteOrchestrator.name(pipeline), request);
    Opened opened = post("/backfills", order, OpenedDocument.class).opened();
    Backfill backfill = opened.backfill();
    if (backfill != null && !opened.joined()) {
      made.put(
          backfill.id(),
          opened.forecast().days().stream()
              .filter(day -> day.action() == Action.RUN)
              .map(BackfillDay::logicalTime)
              .collect(Collectors.toSet()));
    }
    return opened;
  }

  /** A conflict is a mistake of who asked, as it is on this machine. */
  private <T> T post(String path, Object body, Class<T> type) {
    try {
      return client.post(path, body, type);
    } catch (RegistryException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Looks on until it is over or paused. Whoever looks away does not end it. */
  @Override
  public Backfill work(Path pipeline, long id, Listener listener) throws IOException {
    return new Onlooker(this, pause, listener).watch(id, made.get(id));
  }

  @Override
  public List<Backfill> latest(int limit) {
    return client.pages("/backfills", BackfillDocument.class, limit).stream()
        .flatMap(List::stream)
        .map(BackfillDocument::backfill)
        .toList();
  }

  @Override
  public List<Backfill> before(long id, int limit) {
    throw RemoteWorkspace.local();
  }

  private static String path(long id, String rest) {
    return "/backfills/" + id + rest;
  }

  @Override
  public Backfill find(long id) {
    return client.get(path(id, ""), BackfillDocument.class).backfill();
  }

  @Override
  public List<BackfillSlot> slots(long id) {
    return client.pages(path(id, "/slots"), BackfillSlotDocument.class, Integer.MAX_VALUE).stream()
        .flatMap(List::stream)
        .map(BackfillSlotDocument::slot)
        .toList();
  }

  @Override
  public Optional<NightResult> night(long id, int place) {
    BackfillNight night = client.get(path(id, "/slots/" + place), BackfillNight.class);
    return Optional.ofNullable(night.night()).map(NightDocument::night);
  }

  @Override
  public Backfill pause(long id, String reason) {
    return changed(id, "/pause", reason);
  }

  @Override
  public Backfill resume(long id) {
    return changed(id, "/resume", "resumed on the command line");
  }

  @Override
  public Backfill cancel(long id, String reason) {
    return changed(id, "/cancel", reason);
  }

  private Backfill changed(long id, String verb, String reason) {
    return post(path(id, verb), new Reason(reason), BackfillDocument.class).backfill();
  }

  @Override
  public Report report(long id) {
    find(id);
    return new Found(client, path(id, "/report"));
  }

  private record Found(Client client, String path) implements Report {

    @Override
    public String html() {
      return client.get(path + "?format=html", "text/html");
    }

    @Override
    public String markdown() {
      return client.get(path + "?format=md", "text/markdown");
    }

    @Override
    public String json() {
      return client.get(path + "?format=json", "application/json");
    }

    @Override
    public String text(boolean colour, int width) {
      return client.get(path + "?format=text&width=" + width + "&colour=" + colour, "text/plain");
    }
  }
}
