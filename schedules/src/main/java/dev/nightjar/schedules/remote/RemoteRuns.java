package dev.nightjar.schedules.remote;

import dev.nightjar.run.Run;
import dev.nightjar.schedules.RunsService;
import dev.nightjar.schedules.wire.Reason;
import dev.nightjar.schedules.wire.RerunOrder;
import dev.nightjar.schedules.wire.ResumeOrder;
import dev.nightjar.schedules.wire.RunDetail;
import dev.nightjar.schedules.wire.RunDocument;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs of a server's ledger. */
record RemoteRuns(Client client) implements RunsService {

  @Override
  public List<Run> latest(@Nullable String pipeline, int limit) {
    String query = pipeline == null ? "" : "?pipeline=" + Client.part(pipeline);
    return client.pages("/runs" + query, RunDocument.class, limit).stream()
        .flatMap(List::stream)
        .map(RunDocument::run)
        .toList();
  }

  @Override
  public Detail show(String id) {
    RunDetail detail = client.get("/runs/" + Client.part(id), RunDetail.class);
    return new Detail(detail.run().run(), detail.attempts(), detail.holder());
  }

  @Override
  public Run cancel(String id, String reason) {
    String path = "/runs/" + Client.part(id) + "/cancel";
    return client.post(path, new Reason(reason), RunDocument.class).run();
  }

  @Override
  public LogPage logs(String id, long place) {
    return client.get("/runs/" + Client.part(id) + "/logs?place=" + place, LogPage.class);
  }

  @Override
  public Again resume(String id, @Nullable String from, @Nullable Path pipeline) {
    return follow(id, "/resume", new ResumeOrder(from, null), pipeline);
  }

  @Override
  public Again rerun(String id, @Nullable Path pipeline) {
    return follow(id, "/rerun", new RerunOrder(null), pipeline);
  }

  private Again follow(String id, String verb, Object order, @Nullable Path pipeline) {
    if (pipeline != null) {
      throw new IllegalArgumentException(
          "--pipeline does not go with --server: it goes by the files that it serves");
    }
    Run run = client.post("/runs/" + Client.part(id) + verb, order, RunDocument.class).run();
    return new Again(run, run.options().notes(), null);
  }
}
