package dev.nightjar.schedules.remote;

import dev.nightjar.registry.RegistryVerifier;
import dev.nightjar.registry.Verified;
import dev.nightjar.schedules.RegistryService;
import dev.nightjar.schedules.wire.PromoteOrder;
import dev.nightjar.schedules.wire.RollbackOrder;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Models of a server's store. */
record RemoteModels(Client client) implements RegistryService {

  @Override
  public List<String> names() {
    return flat(client.pages("/models", String.class, Integer.MAX_VALUE));
  }

  private static <T> List<T> flat(List<List<T>> pages) {
    return pages.stream().flatMap(List::stream).toList();
  }

  private static String path(String model, String rest) {
    return "/models/" + Client.part(model) + rest;
  }

  @Override
  public Standing standing(String model) {
    return client.get(path(model, ""), Standing.class);
  }

  @Override
  public List<Event> history(String model) {
    return latest(model, Integer.MAX_VALUE);
  }

  @Override
  public List<Event> latest(String model, int entries) {
    List<Event> events = new ArrayList<>();
    // Pages come from the end, each with its oldest entry first.
    client.pages(path(model, "/log"), Event.class, entries).forEach(page -> events.addAll(0, page));
    return events;
  }

  @Override
  public List<Event> before(String model, long seq, int entries) {
    throw RemoteWorkspace.local();
  }

  @Override
  public List<Version> versions(String model) {
    return flat(client.pages(path(model, "/versions"), Version.class, Integer.MAX_VALUE));
  }

  @Override
  public Card card(String model, String version) {
    String path = path(model, "/versions/" + Client.part(version));
    return new Sheet(client, path, client.get(path + "?format=json", "application/json"));
  }

  @Override
  public Standing rollback(String model, @Nullable String to, Act act) {
    RollbackOrder order = new RollbackOrder(to, act.force() ? true : null, act.reason());
    return client.post(path(model, "/rollback"), order, Standing.class);
  }

  @Override
  public Standing force(String model, String version, String reason) {
    return client.post(path(model, "/promote"), new PromoteOrder(version, reason), Standing.class);
  }

  @Override
  public Verified verify(String model, RegistryVerifier.Listener listener) {
    throw RemoteWorkspace.local();
  }

  @Override
  public String get(String model, String version, Path to) {
    throw RemoteWorkspace.local();
  }

  @Override
  public Exported export(String model, String version, Path to, @Nullable Path key) {
    throw RemoteWorkspace.local();
  }

  @Override
  public Mirrored mirror(String model, URI server) {
    throw RemoteWorkspace.local();
  }

  @Override
  public Standing baseline(String model, String version, String reason) {
    throw RemoteWorkspace.local();
  }

  @Override
  public Standing taint(String model, String version, String reason) {
    throw RemoteWorkspace.local();
  }

  @Override
  public Standing retire(String model, String version, String reason) {
    throw RemoteWorkspace.local();
  }

  private record Sheet(Client client, String path, String json) implements Card {

    @Override
    public String markdown() {
      return client.get(path + "?format=md", "text/markdown");
    }

    @Override
    public String text(boolean colour, int width) {
      return client.get(path + "?format=text&width=" + width + "&colour=" + colour, "text/plain");
    }
  }
}
