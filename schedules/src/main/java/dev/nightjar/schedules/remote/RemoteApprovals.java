package dev.nightjar.schedules.remote;

import dev.nightjar.schedules.ApprovalService;
import dev.nightjar.schedules.wire.Reason;
import org.jspecify.annotations.Nullable;

/** Nights of a server that wait for a person. Who that is its token says. */
record RemoteApprovals(Client client) implements ApprovalService {

  @Override
  public Answered approve(String run, @Nullable String by, String reason) {
    return answer(run, "/approve", by, reason);
  }

  @Override
  public Answered refuse(String run, @Nullable String by, String reason) {
    return answer(run, "/refuse", by, reason);
  }

  private Answered answer(String run, String verb, @Nullable String by, String reason) {
    if (by != null) {
      throw new IllegalArgumentException(
          "--by does not go with --server: it goes by the name of the token");
    }
    return client.post("/runs/" + Client.part(run) + verb, new Reason(reason), Answered.class);
  }
}
