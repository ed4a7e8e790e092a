package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code nightjar backfill} on this machine and through a server: the same words, the same work.
 */
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RemoteBackfillIT {

  private static final WorldOptions WORLD = WorldOptions.drifting(7);
  private static final String FIRST = day(13);
  private static final String LAST = day(11);

  @TempDir static Path shared;
  private static DemoWorkspace demo;
  private static ApiServing server;
  private static Terminal terminal;

  @BeforeAll
  static void serve() throws IOException {
    demo = DemoWorkspace.make(shared.resolve("ws"), WORLD);
    Path folder = Files.createDirectories(shared.resolve("pipelines"));
    Files.copy(demo.pipeline(), folder.resolve("deliveries.yaml"));
    server = new ApiServing(demo.folder(), folder);
    terminal = new Terminal(demo.folder());
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static String day(int back) {
    return WORLD.start().plusDays(WORLD.days() - (long) back).toString();
  }

  private static Terminal.Answer far(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--server", server.address().toString()));
    return Terminal.typeAlone(all.toArray(new String[0]));
  }

  /** Types it in both places, with the pipeline's file here and its name there. */
  private static void sameInBothPlaces(String line) {
    String here = line.replace("PIPELINE", demo.pipeline().toString());
    Terminal.Answer remote = far(line.replace("PIPELINE", "deliveries").split(" ", 0));
    assertThat(remote).isEqualTo(terminal.type(here.split(" ", 0)));
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(strings = {"", " --promote --parallel 2 --order new-to-old", " --output json"})
  void aDryRunIsTheSame(String more) {
    sameInBothPlaces("backfill PIPELINE --from " + FIRST + " --to " + LAST + " --dry-run" + more);
    sameInBothPlaces("backfill PIPELINE --dates " + FIRST + "," + LAST + " --dry-run" + more);
  }

  @Test
  @Order(2)
  void theServerWorksAndWhoAskedLooksOn() throws IOException {
    Terminal.Answer worked = far("backfill", "deliveries", "--from", FIRST, "--to", LAST);
    assertThat(worked.code()).as(worked.out() + worked.err()).isZero();
    assertThat(worked.out())
        .contains("backfill 1: 3 of 3 nights to run", FIRST, day(12), LAST, "PROMOTE")
        .contains("(3 of 3)", "backfill 1: every night is done");
    Json report = Json.read(far("backfill", "report", "1", "--output", "json").out());
    for (Json entry : report.list("entries")) {
      assertThat(worked.out()).contains(entry.text("outcome"), entry.text("headline"));
    }
    Terminal.Answer listed =
        far("backfill", "deliveries", "--dates", LAST, "--promote", "--output", "json");
    assertThat(listed.code()).as(listed.err()).isZero();
    List<Json> nights = Json.read(listed.out()).list();
    assertThat(nights).hasSize(1);
    assertThat(nights.get(0).text("verdict")).isEqualTo("PROMOTE");
    assertThat(nights.get(0).text("champion", "after")).isEqualTo("v1");
    assertThat(nights.get(0).text("report")).endsWith("report.html");
    assertThat(far("backfill", "deliveries", "--dates", LAST, "--promote").out())
        .as("it is done")
        .contains("0 of 1 nights to run, 1 done before");
  }

  @ParameterizedTest
  @Order(3)
  @ValueSource(
      strings = {
        "list",
        "list -n 1",
        "list --output json",
        "list -n 0",
        "show 1",
        "show 1 --output json",
        "show 2 --follow",
        "show 99",
        "pause 99",
        "resume 99",
        "report 1",
        "report 1 --format html",
        "report 1 --format md",
        "report 1 --output json",
        "report 99",
        "cancel 1 --reason late",
        "cancel 1"
      })
  void saysTheSame(String verb) {
    sameInBothPlaces("backfill " + verb);
  }

  @Test
  @Order(4)
  void oneThatWasBegunFromAfarIsTheSameObjectHere() {
    String range = " --from " + day(30) + " --to " + day(20);
    Terminal.Answer left = far(("backfill deliveries --detach" + range).split(" ", 0));
    assertThat(left.out()).contains("backfill 3: 11 of 11", "nightjar serve works at it");
    assertThat(far("backfill", "pause", "3", "--reason", "lunch").out())
        .contains("backfill 3 is paused", ": lunch)");
    sameInBothPlaces("backfill pause 3 --reason later");
    sameInBothPlaces("backfill PIPELINE --stop-on-failure" + range);
    Terminal.Answer paused = far(("backfill deliveries" + range).split(" ", 0));
    assertThat(paused.code()).isEqualTo(1);
    assertThat(paused.out()).contains("it goes on: ", "is paused", "backfill resume 3");
    assertThat(far("backfill", "resume", "3").out()).contains("backfill 3 goes on: ");
    assertThat(far("backfill", "cancel", "3", "--reason", "enough").out())
        .contains("backfill 3 is cancelled");
    sameInBothPlaces("backfill pause 3");
    assertThat(terminal.type("backfill", "show", "3").out()).contains("CANCELLED", "enough");
  }

  @Test
  @Order(5)
  void saysWhatIsWrongFromAfar() {
    String[] range = {"--from", FIRST, "--to", LAST};
    Terminal.Answer file = far("backfill", "deliveries.yaml", range[0], range[1], range[2], LAST);
    assertThat(file.code()).isEqualTo(2);
    assertThat(file.err()).contains("say the pipeline's name");
    Terminal.Answer name = far("backfill", "deliverys", range[0], range[1], range[2], LAST);
    assertThat(name.code()).isEqualTo(2);
    assertThat(name.err()).contains("there is no pipeline deliverys; did you mean deliveries?");
    Terminal.Answer run = far("run", "deliveries", "--date", LAST);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("nightjar schedule trigger NAME");
  }

  @Test
  @Order(6)
  void theStatusPageSaysTheVerdictOfTheLastNight() throws Exception {
    String night = day(10);
    Terminal.Answer judged =
        far("backfill", "deliveries", "--dates", night, "--promote", "--output", "json");
    String verdict = Json.read(judged.out()).list().get(0).text("verdict");
    ApiClient browser = server.client().with("Accept", "text/html");
    for (int look = 0; look < 2; look++) {
      ApiClient.Answer page = browser.get("/");
      assertThat(page.body())
          .contains(night + " ", "data-label=\"Verdict\">" + verdict + "</td>")
          .doesNotContain("KEPT");
    }
  }
}
