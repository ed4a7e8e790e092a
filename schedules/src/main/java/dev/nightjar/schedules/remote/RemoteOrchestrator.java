package dev.nightjar.schedules.remote;

import dev.nightjar.run.Run;
import dev.nightjar.run.ScheduleState;
import dev.nightjar.schedules.OrchestratorService;
import dev.nightjar.schedules.ServeEvent;
import dev.nightjar.schedules.ServeOptions;
import dev.nightjar.schedules.SlotName;
import dev.nightjar.schedules.wire.Reason;
import dev.nightjar.schedules.wire.RunDocument;
import dev.nightjar.schedules.wire.TriggerOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The schedules of a server. */
record RemoteOrchestrator(Client client) implements OrchestratorService {

  @Override
  public Serving serve(Path folder, ServeOptions options, Consumer<ServeEvent> log) {
    throw RemoteWorkspace.local();
  }

  @Override
  public ScheduleState pause(String pipeline, String reason) {
    return client.post(path(pipeline, "pause"), new Reason(reason), ScheduleState.class);
  }

  @Override
  public ScheduleState resume(String pipeline) {
    Reason reason = new Reason("resumed on the command line");
    return client.post(path(pipeline, "resume"), reason, ScheduleState.class);
  }

  @Override
  public List<ScheduleState> schedules() {
    throw RemoteWorkspace.local();
  }

  @Override
  public Run trigger(
      Path pipeline, @Nullable SlotName slot, boolean again, Map<String, String> params) {
    TriggerOrder order =
        new TriggerOrder(
            slot == null ? null : slot.toString(),
            again ? true : null,
            params.isEmpty() ? null : params,
            null);
    return client.post(path(name(pipeline), "trigger"), order, RunDocument.class).run();
  }

  /** What a person calls a pipeline where there is no file of it. */
  static String name(Path pipeline) {
    String name = pipeline.toString();
    if (!name.matches("[a-z0-9][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "with --server, say the pipeline's name: the server has its file; found " + name);
    }
    return name;
  }

  private static String path(String pipeline, String verb) {
    return "/pipelines/" + Client.part(pipeline) + "/" + verb;
  }
}
