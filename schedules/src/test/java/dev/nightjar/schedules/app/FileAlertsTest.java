package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.alert.Alert;
import dev.nightjar.alert.AlertKind;
import dev.nightjar.alert.Outbox;
import dev.nightjar.jobs.jdbc.H2Ledger;
import dev.nightjar.run.LeaseRules;
import dev.nightjar.run.RunLedger;
import dev.nightjar.schedules.app.PipelineFolder.Broken;
import dev.nightjar.store.Digest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each version of a broken file is told of once, however many serve the folder. */
class FileAlertsTest {

  private static final Path FILE = Path.of("team", "flüge 1.yaml");
  private static final String PROBLEM = "flights.yaml:3: there is no key windw";

  @TempDir Path workspace;
  private RunLedger ledger;
  private Outbox outbox;
  private FileAlerts alerts;

  @BeforeEach
  void open() {
    ledger = H2Ledger.open(workspace, LeaseRules.standard());
    outbox = ledger.outbox();
    alerts = new FileAlerts(outbox);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private static Map<Path, Broken> broken(String text, boolean kept) {
    return Map.of(FILE, new Broken("flights", Digest.of(text), text, kept));
  }

  private List<Alert> told() {
    return outbox.recent(9).stream().map(entry -> entry.message().alert()).toList();
  }

  @Test
  void eachVersionIsToldOnceByAll() {
    FileAlerts other = new FileAlerts(outbox);
    alerts.tell(broken(PROBLEM, true));
    alerts.tell(broken(PROBLEM, true));
    other.tell(broken(PROBLEM, true));
    assertThat(told()).hasSize(1);
    Alert alert = told().get(0);
    assertThat(alert.kind()).isEqualTo(AlertKind.BROKEN);
    assertThat(alert.headline()).isEqualTo("BROKEN flights: " + PROBLEM);
    assertThat(alert.cause()).as("the headline says it").isEmpty();
    assertThat(alert.advice()).contains("its last good version is run");

    alerts.tell(broken(PROBLEM + "\nflights.yaml:9: and more", false));
    assertThat(told()).hasSize(2);
    assertThat(told().get(0).cause()).contains(":3:", ":9:");
    assertThat(told().get(0).advice()).contains("nothing of it is run");
  }

  @Test
  void whatIsWellAgainIsToldOnceAlsoByWhoDidNotSeeItBroken() {
    alerts.tell(broken(PROBLEM, true));
    FileAlerts started = new FileAlerts(outbox);
    started.tell(Map.of());
    alerts.tell(Map.of());
    assertThat(told()).hasSize(2);
    assertThat(told().get(0).kind()).isEqualTo(AlertKind.RECOVERED);
    assertThat(told().get(0).headline())
        .isEqualTo("RECOVERED team/flüge 1.yaml: the pipeline file is not broken any more");
    assertThat(outbox.troubles()).isEmpty();
    alerts.tell(broken(PROBLEM, true));
    assertThat(told()).as("the same mistake again is news again").hasSize(3);
  }

  @Test
  void aPathThatIsLongStillHasAName() {
    Path deep = Path.of("ä".repeat(200) + ".yaml");
    alerts.tell(Map.of(deep, new Broken("flights", Digest.of("x"), PROBLEM, false)));
    assertThat(outbox.troubles()).hasSize(1);
    alerts.tell(Map.of());
    assertThat(outbox.troubles()).isEmpty();
  }
}
