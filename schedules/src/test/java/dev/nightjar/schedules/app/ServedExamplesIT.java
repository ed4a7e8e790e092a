package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The two examples under {@code nightjar serve}, each by its cron, with a backfill by hand beside
 * them. The days of the real data are moved, so that the night of today has what the example's
 * night of then had.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServedExamplesIT {

  private static final ZoneId HOUSTON = ZoneId.of("America/Chicago");
  private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");

  /** Long enough for the server to have looked at the folder. */
  private static final int AHEAD_SECONDS = 20;

  @TempDir Path dir;
  private final Served served = new Served();

  @AfterEach
  void end() {
    served.close();
  }

  private Terminal.Answer type(String... words) {
    return new Terminal(dir.resolve("workspace")).type(words);
  }

  private Terminal.Answer well(String... words) {
    Terminal.Answer answer = type(words);
    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    return answer;
  }

  private static long days(String then, LocalDate today) {
    return ChronoUnit.DAYS.between(LocalDate.parse(then), today);
  }

  /** The example with its days moved, due every day at this time. */
  private void write(Path folder, String example, long days, Instant due, ZoneId zone)
      throws IOException {
    ZonedDateTime at = due.atZone(zone);
    String text =
        Files.readString(ExamplesIT.above("deploy/examples/" + example + "/pipeline.yaml"));
    String moved =
        Pattern.compile("(?<=: )\\d{4}-\\d{2}-\\d{2}")
            .matcher(text)
            .replaceAll((MatchResult m) -> LocalDate.parse(m.group()).plusDays(days).toString())
            .replace(
                "CAST(reservation_status_date AS DATE)",
                "CAST(reservation_status_date AS DATE) + " + days)
            .replaceFirst(
                "cron: \".*?\"",
                "cron: \"%d %d %d * * ?\"".formatted(at.getSecond(), at.getMinute(), at.getHour()));
    Files.writeString(folder.resolve(example + ".yaml"), moved);
  }

  @Test
  void bothRunEveryNightWithABackfillBesideThem() throws Exception {
    Path flights = ExamplesIT.above("shared/data/hflights/hflights.csv.gz");
    Path hotels = ExamplesIT.above("shared/data/hotel_bookings/hotel_bookings.parquet");
    long toFlights = days("2011-06-16", LocalDate.now(HOUSTON));
    long toHotels = days("2016-10-01", LocalDate.now(LISBON));
    String flightDay = "make_date(Year, Month, DayofMonth) + " + toFlights;
    String arrival = "CAST(%s AS DATE) + %d".formatted(ExamplesIT.ARRIVAL, toHotels);
    well("dataset", "add", "hflights", flights.toString(), "--time", flightDay);
    well("dataset", "add", "hotel-bookings", hotels.toString(), "--time", arrival);

    Path folder = Files.createDirectories(dir.resolve("pipelines"));
    Instant due = Instant.now().plusSeconds(AHEAD_SECONDS).truncatedTo(ChronoUnit.SECONDS);
    Assumptions.assumeTrue(
        days("2011-06-16", LocalDate.ofInstant(due, HOUSTON)) == toFlights
            && days("2016-10-01", LocalDate.ofInstant(due, LISBON)) == toHotels,
        "skipped: it is midnight just now in Houston or Lisbon");
    write(folder, "flight-delays", toFlights, due, HOUSTON);
    write(folder, "hotel-cancellations", toHotels, due, LISBON);
    Process server = served.start(dir.resolve("workspace"), folder, "--parallel", "2");
    served.event("loaded");
    served.event("loaded");

    LocalDate today = LocalDate.ofInstant(due, HOUSTON);
    Terminal.Answer backfill =
        type(
            "backfill",
            folder.resolve("flight-delays.yaml").toString(),
            "--from",
            today.minusDays(2).toString(),
            "--to",
            today.minusDays(1).toString(),
            "--output",
            "json");
    Assumptions.assumeFalse(
        (backfill.out() + backfill.err()).contains("XGBoost's native library cannot be loaded"),
        "skipped: XGBoost's native library needs libgomp1");
    assertThat(backfill.code()).as(backfill.out() + backfill.err()).isZero();

    Map<String, String> ended = new TreeMap<>();
    while (ended.size() < 2) {
      JsonNode event = served.event("ended");
      if (event.path("logicalTime").asText().equals(due.toString())) {
        ended.put(event.get("pipeline").asText(), event.get("text").asText());
      }
    }
    assertThat(ended).containsOnlyKeys("flight-delays", "hotel-cancellations");
    assertThat(ended.values()).allSatisfy(text -> assertThat(text).startsWith("SUCCEEDED PROMOTE"));
    server.destroy();
    assertThat(server.waitFor(60, TimeUnit.SECONDS)).as("it ends when it is told to").isTrue();

    List<Json> runs = Json.read(well("runs", "list", "--output", "json").out()).list();
    assertThat(runs).as("two by cron, two by the backfill, each once").hasSize(4);
    for (String model : ended.keySet()) {
      Json champion =
          Json.read(well("registry", "show", "--model", model, "--output", "json").out());
      assertThat(champion.text("champion")).as(model).isEqualTo("v1");
    }
    assertThat(well("backfill", "show", "1").out()).contains("SUCCEEDED", "2 of 2");
  }
}
