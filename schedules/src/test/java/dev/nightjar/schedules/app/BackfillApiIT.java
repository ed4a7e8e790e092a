package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.access.Role;
import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.schedules.AccessService;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.schedules.app.ApiClient.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backfills through the API. Every answer is held against the document of the API. */
@Timeout(180)
class BackfillApiIT {

  private static final String ALL = "/api/v1/backfills";
  private static final String REASON = "{\"reason\": \"lunch\"}";
  private static final WorldOptions WORLD = WorldOptions.calm(5);

  @TempDir static Path shared;
  private static DemoWorkspace demo;
  private static Path folder;
  private static ApiServing server;
  private static ApiClient client;

  @BeforeAll
  static void serve() throws IOException {
    demo = DemoWorkspace.make(shared.resolve("ws"), WORLD, false);
    folder = Files.createDirectories(shared.resolve("pipelines"));
    Files.copy(demo.pipeline(), folder.resolve("deliveries.yaml"));
    server = new ApiServing(demo.folder(), folder);
    client = server.client();
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static String day(int back) {
    return WORLD.start().plusDays(WORLD.days() - (long) back).toString();
  }

  private static String order(int first, int last, String more) {
    return "{\"pipeline\": \"deliveries\", \"from\": \"%s\", \"to\": \"%s\"%s}"
        .formatted(day(first), day(last), more);
  }

  private static Answer made(String order) throws Exception {
    Answer made = client.post(ALL, order);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made;
  }

  @Test
  void isMadeJoinedPausedResumedAndCancelled() throws Exception {
    Answer made = made(order(30, 20, ", \"stopOnFailure\": true, \"reason\": \"new features\""));
    String id = made.json().text("backfill", "id");
    assertThat(made.header("Location")).isEqualTo(ALL + "/" + id);
    assertThat(made.json().list("forecast", "days")).hasSize(11);
    assertThat(made.json().text("backfill", "lane")).startsWith("shadow-");

    Answer joined = client.post(ALL, order(30, 20, ", \"stopOnFailure\": true"));
    assertThat(joined.status()).isEqualTo(200);
    assertThat(joined.json().text("joined")).isEqualTo("true");
    Answer other = client.post(ALL, order(30, 20, ""));
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.detail()).contains("backfill " + id, "asks for something else");

    assertThat(client.with("If-Match", "\"old\"").post(ALL + "/" + id + "/pause", REASON).status())
        .isEqualTo(412);
    Answer paused = client.post(ALL + "/" + id + "/pause", REASON);
    assertThat(paused.json().text("state")).isEqualTo("PAUSED");
    assertThat(paused.json().text("reason")).endsWith(": lunch");
    assertThat(client.post(ALL + "/" + id + "/resume", REASON).json().text("state"))
        .isEqualTo("RUNNING");
    assertThat(client.post(ALL + "/" + id + "/cancel", REASON).json().text("state"))
        .isEqualTo("CANCELLED");
    Answer late = client.post(ALL + "/" + id + "/pause", REASON);
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.detail()).contains("backfill " + id + ": it is CANCELLED already");

    Answer slots = client.get(ALL + "/" + id + "/slots?limit=4");
    assertThat(slots.json().list("items")).hasSize(4);
    assertThat(slots.json().text("next")).isEqualTo("4");
    assertThat(client.get(ALL + "/" + id + "/slots?limit=10&cursor=4").json().list("items"))
        .hasSize(7);
    assertThat(client.get(ALL + "/" + id + "/slots/11").json().text("slot", "state"))
        .isEqualTo("CANCELLED");
    assertThat(client.get(ALL + "/" + id + "/slots/12").detail()).contains("has no slot 12");
    assertThat(client.get("/api/v1/audit?limit=1000").body())
        .contains("backfill.start", "new features", "backfill.pause", "backfill.cancel", "lunch");
  }

  @Test
  void listsThemAPageAtATimeTheNewestFirst() throws Exception {
    long first = made(order(40, 40, "")).json().number("backfill", "id");
    long second = made(order(41, 41, "")).json().number("backfill", "id");
    for (long id : new long[] {first, second}) {
      client.post(ALL + "/" + id + "/pause", REASON);
    }
    Answer page = client.get(ALL + "?limit=1&cursor=" + (second + 1));
    assertThat(page.json().list("items").get(0).number("id")).isEqualTo(second);
    Answer next = client.get(ALL + "?limit=1&cursor=" + page.json().text("next"));
    assertThat(next.json().list("items").get(0).number("id")).isEqualTo(first);
    assertThat(client.get(ALL + "?cursor=1").body()).doesNotContain("next");

    Answer shown = client.get(ALL + "/" + first);
    String etag = shown.header("ETag");
    assertThat(client.with("If-None-Match", etag).get(ALL + "/" + first).status()).isEqualTo(304);
    for (String form : new String[] {"html", "json", "md", "text"}) {
      Answer report = client.get(ALL + "/" + first + "/report?format=" + form);
      assertThat(report.status()).as(form).isEqualTo(200);
      assertThat(report.body()).contains(day(40));
    }
    Answer page2 = client.get(ALL + "/" + first + "/report?format=html");
    assertThat(page2.header("Content-Security-Policy")).contains("default-src 'none'");
  }

  @Test
  void plansWithoutWriting() throws Exception {
    List<String> before = ids();
    Answer plan =
        client.post(ALL + "/plan", order(12, 10, ", \"order\": \"NEW_TO_OLD\", \"promote\": true"));
    assertThat(plan.json().list("days").stream().map(d -> d.number("turn")))
        .containsExactly(3L, 2L, 1L);
    assertThat(plan.json().text("lane")).isEmpty();
    assertThat(ids()).isEqualTo(before);
  }

  private static List<String> ids() throws Exception {
    return client.get(ALL + "?limit=1000").json().list("items").stream()
        .map(backfill -> backfill.text("id"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | 400 | the member pipeline is missing",
        "{'pipeline': 'deliverys', 'dates': ['2025-03-01']} | 404 | did you mean deliveries?",
        "{'pipeline': '../x', 'dates': ['2025-03-01']} | 404 | there is no pipeline ../x",
        "{'pipeline': 'deliveries'} | 400 | from is missing: say from and to, or dates",
        "{'pipeline': 'deliveries', 'from': '2025-03-01'} | 400 | to is missing",
        "{'pipeline': 'deliveries', 'from': '2025-02-30', 'to': '2025-03-01'} | 400 | from: expected a day",
        "{'pipeline': 'deliveries', 'from': '2025-03-02', 'to': '2025-03-01'} | 400 | is before",
        "{'pipeline': 'deliveries', 'from': '0001-01-01', 'to': '9999-01-01'} | 400 | more than 3660 days",
        "{'pipeline': 'deliveries', 'from': '2025-03-02', 'dates': ['2025-03-01']} | 400 | in place of",
        "{'pipeline': 'deliveries', 'dates': []} | 400 | at least one day",
        "{'pipeline': 'deliveries', 'dates': ['soon']} | 400 | found soon",
        "{'pipeline': 'deliveries', 'dates': ['2025-03-01'], 'reprocess': 'ALSO_FAILD'} | 400 | did you mean ALSO_FAILED?",
        "{'pipeline': 'deliveries', 'dates': ['2025-03-01'], 'order': 'NEW_TO_ODL'} | 400 | did you mean NEW_TO_OLD?",
        "{'pipeline': 'deliveries', 'dates': ['2025-03-01'], 'parallel': 0} | 400 | at least one night",
        "{'pipeline': 'deliveries', 'dates': ['2025-03-01'], 'parallel': 'x'} | 400 | another type",
        "{'pipeline': 'deliveries', 'dates': ['2025-03-01'], 'promot': true} | 400 | did you mean promote?"
      })
  void saysWhatWasExpected(String order, int status, String sentence) throws Exception {
    for (String path : new String[] {ALL, ALL + "/plan"}) {
      Answer answer = client.post(path, order.replace('\'', '"'));
      assertThat(answer.status()).as(answer.body()).isEqualTo(status);
      assertThat(answer.detail()).contains(sentence);
    }
  }

  @Test
  void oneThatIsNotThereIsNamed() throws Exception {
    for (String path : new String[] {"", "/slots", "/slots/1", "/report"}) {
      assertThat(client.get(ALL + "/999" + path).status()).as(path).isEqualTo(404);
      assertThat(client.get(ALL + "/999" + path).detail()).contains("there is no backfill 999");
    }
    assertThat(client.get(ALL + "/first").detail()).contains("there is no backfill first");
    assertThat(client.post(ALL + "/999/cancel", REASON).status()).isEqualTo(404);
    assertThat(client.get(ALL + "?cursor=x").detail()).contains("not a cursor: x");
    Answer large = client.post(ALL, order(9, 9, ", \"reason\": \"" + "x".repeat(70_000) + "\""));
    assertThat(large.status()).isEqualTo(413);
  }

  @Test
  void eachDoesWhatItsRoleMay() throws Exception {
    DemoWorkspace other = DemoWorkspace.make(shared.resolve("other"), WORLD, false);
    try (ApiServing guarded = new ApiServing(other.folder(), folder)) {
      String viewer = token(other, Role.VIEWER);
      String operator = token(other, Role.OPERATOR);
      String approver = token(other, Role.APPROVER);
      ApiClient looks = guarded.client().token(viewer);
      ApiClient works = guarded.client().token(operator);
      assertThat(guarded.client().get(ALL).status()).isEqualTo(401);
      assertThat(looks.get(ALL).status()).isEqualTo(200);
      assertThat(looks.post(ALL, order(40, 40, "")).status()).isEqualTo(403);
      assertThat(looks.post(ALL + "/plan", order(40, 40, "")).status()).isEqualTo(403);
      Answer made = works.post(ALL, order(40, 40, ""));
      assertThat(made.json().text("backfill", "createdBy")).isEqualTo("operator");
      String one = ALL + "/" + made.json().text("backfill", "id");
      for (String verb : new String[] {"/pause", "/resume", "/cancel"}) {
        assertThat(looks.post(one + verb, REASON).status()).as(verb).isEqualTo(403);
        assertThat(works.post(one + verb, REASON).status()).as(verb).isEqualTo(200);
      }
      assertThat(looks.get(one).json().text("reason")).isEqualTo("operator: lunch");
      Answer refused = works.post(ALL, order(41, 41, ", \"promote\": true"));
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.detail())
          .contains("token operator is operator", "a backfill that promotes wants approver");
      Answer promoting =
          guarded.client().token(approver).post(ALL, order(41, 41, ", \"promote\": true"));
      assertThat(promoting.status()).isEqualTo(201);
      assertThat(promoting.json().text("backfill", "lane")).isEmpty();
      Terminal.Answer log = new Terminal(other.folder()).type("audit", "list");
      assertThat(log.out())
          .contains("wants approver", "backfill.start", "deliveries promoting", "backfill.cancel");
    }
  }

  private static String token(DemoWorkspace of, Role role) throws IOException {
    try (Workspace workspace = of.open()) {
      AccessService access = workspace.access();
      return access.create(role.text(), role, null).secret();
    }
  }
}
