package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.access.Role;
import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.schedules.app.ApiClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nights that wait for a person, and a person who is not at this machine. */
@Timeout(180)
class ApprovalApiIT {

  private static final WorldOptions WORLD = WorldOptions.calm(5);
  private static final String RUNS = "/api/v1/runs/";
  private static final String YES = "{\"reason\": \"looks good\"}";

  @TempDir Path dir;
  private Terminal terminal;
  private DemoWorkspace demo;
  private Path folder;

  @BeforeEach
  void aPipelineThatAsksAPerson() throws IOException {
    demo = DemoWorkspace.make(dir.resolve("ws"), WORLD, false);
    ApprovalNightIT.asking(demo.pipeline());
    terminal = new Terminal(demo.folder());
    folder = Files.createDirectories(dir.resolve("pipelines"));
    Files.copy(demo.pipeline(), folder.resolve("deliveries.yaml"));
  }

  @AfterEach
  void theLogIsWhole() {
    assertThat(terminal.type("registry", "verify").code()).isZero();
  }

  private String waiting(int day) throws IOException {
    String date = WORLD.start().plusDays(90L + day).toString();
    Terminal.Answer ran =
        terminal.type("run", demo.pipeline().toString(), "--date", date, "--output", "json");
    assertThat(ran.code()).as(ran.err()).isZero();
    Json night = Json.read(ran.out());
    assertThat(night.text("state")).isEqualTo("AWAITING_APPROVAL");
    return night.text("runId");
  }

  private String token(String name, Role role) throws IOException {
    try (Workspace workspace = demo.open()) {
      return workspace.access().create(name, role, null).secret();
    }
  }

  @Test
  void whoApprovesIsWhoseTokenItIs() throws Exception {
    String first = waiting(0);
    String second = waiting(1);
    try (ApiServing server = new ApiServing(demo.folder(), folder)) {
      ApiClient works = server.client().token(token("worker", Role.OPERATOR));
      ApiClient approves = server.client().token(token("ann", Role.APPROVER));
      Answer page = approves.with("Accept", "text/html").get("/");
      assertThat(page.body()).contains("Waits for approval", "registry approve " + first);
      assertThat(approves.get("/metrics").body()).contains("nightjar_runs_awaiting_approval 2.0");
      assertThat(works.get("/api/v1/runs?state=AWAITING_APPROVAL").json().list("items")).hasSize(2);
      assertThat(works.post(RUNS + first + "/approve", YES).status()).isEqualTo(403);
      assertThat(approves.post(RUNS + "00000000/approve", YES).status()).isEqualTo(404);
      assertThat(approves.post(RUNS + first + "/approve", "{\"reason\": \" \"}").status())
          .isEqualTo(400);

      Answer yes = approves.post(RUNS + first + "/approve", YES);
      assertThat(yes.status()).as(yes.body()).isEqualTo(200);
      assertThat(yes.json().text("by")).isEqualTo("ann");
      assertThat(yes.json().text("championAfter")).isEqualTo("v1");
      assertThat(approves.post(RUNS + first + "/approve", YES).json().text("again"))
          .isEqualTo("true");
      Answer no = approves.post(RUNS + first + "/refuse", YES);
      assertThat(no.status()).isEqualTo(409);
      assertThat(no.detail()).contains("v1 was approved by ann: looks good");
      Answer late = approves.post(RUNS + second + "/approve", YES);
      assertThat(late.status()).isEqualTo(409);
      assertThat(late.detail())
          .contains("expired: champion is now v1, was judged against none; run the night again");
      assertThat(terminal.type("audit", "list").out())
          .contains("run.approve", "run.refuse", "looks good", "worker is operator");
    }
  }

  @Test
  void theVerbsWorkFromAfar() throws Exception {
    String id = waiting(0);
    try (ApiServing server = new ApiServing(demo.folder(), folder)) {
      String there = server.address().toString();
      List<String> refuse = List.of("registry", "refuse", id, "--reason", "odd", "--server", there);
      Terminal.Answer named =
          Terminal.typeAlone(
              "registry", "approve", id, "--by", "eve", "--reason", "x", "--server", there);
      assertThat(named.code()).isEqualTo(2);
      assertThat(named.err()).contains("--by does not go with --server");
      Terminal.Answer far = Terminal.typeAlone(refuse.toArray(new String[0]));
      assertThat(far.code()).as(far.err()).isZero();
      assertThat(far.out()).contains("v1 of run " + id + " was refused by", ": odd");
      Terminal.Answer late =
          Terminal.typeAlone("registry", "approve", id, "--reason", "x", "--server", there);
      Terminal.Answer near = terminal.type("registry", "approve", id, "--reason", "x");
      assertThat(late).isEqualTo(near);
      assertThat(late.code()).isEqualTo(1);
    }
  }

  @Test
  void aServerEndsWhatAKilledProcessLeftAndWhatCameTooLate() throws Exception {
    String first = waiting(0);
    String second = waiting(1);
    ApprovalNightIT.kill(demo.folder(), first, "approved");
    try (ApiServing server = new ApiServing(demo.folder(), folder)) {
      assertThat(server.events())
          .anySatisfy(e -> assertThat(e.text()).contains("SUCCEEDED PROMOTE"))
          .anySatisfy(e -> assertThat(e.text()).contains("STALE expired: champion is now v"));
      ApiClient client = server.client();
      assertThat(client.get(RUNS + first).json().text("run", "state")).isIn("SUCCEEDED", "STALE");
      assertThat(client.get(RUNS + second).json().text("run", "state")).isIn("SUCCEEDED", "STALE");
      assertThat(client.get("/api/v1/models/deliveries").json().text("champion")).isEqualTo("v1");
    }
  }
}
