package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.s3.S3Proxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples on the real data, typed as their files say. */
class ExamplesIT {

  /** When a guest of the hotels arrives. */
  static final String ARRIVAL =
      "strptime(arrival_date_year || '-' || arrival_date_month || '-' ||"
          + " arrival_date_day_of_month, '%Y-%B-%d')";

  @TempDir Path dir;

  /** A file of this project or beside it; the test is skipped when it is not there. */
  static Path above(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      if (Files.exists(folder.resolve(name))) {
        return folder.resolve(name);
      }
      folder = folder.getParent();
    }
    Assumptions.abort("skipped: there is no " + name + " above the project");
    throw new IllegalStateException("unreachable");
  }

  /** The file outside of this project's repository, whose changes would forbid promotions. */
  private Path copied(String name) throws IOException {
    return Files.copy(above(name), dir.resolve("pipeline.yaml"));
  }

  private Terminal.Answer type(String... words) {
    return type(dir, words);
  }

  /** Types a command that must go well. */
  private static Terminal.Answer type(Path workspace, String... words) {
    Terminal.Answer answer = new Terminal(workspace).type(words);
    Assumptions.assumeFalse(
        (answer.out() + answer.err()).contains("XGBoost's native library cannot be loaded"),
        "skipped: XGBoost's native library needs libgomp1");
    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    return answer;
  }

  private Terminal.Answer night(Path pipeline, String date) {
    return type("run", pipeline.toString(), "--date", date, "--output", "json");
  }

  private List<String> stored() throws IOException {
    try (Stream<Path> files = Files.walk(dir.resolve("store"))) {
      return files.filter(Files::isRegularFile).map(Path::toString).sorted().toList();
    }
  }

  @Test
  void flightDelays() throws Exception {
    Path data = above("shared/data/hflights/hflights.csv.gz");
    Path pipeline = copied("deploy/examples/flight-delays/pipeline.yaml");
    String[] add = {
      "dataset", "add", "hflights", data.toString(), "--time", "make_date(Year, Month, DayofMonth)"
    };
    String added = type(add).out();
    assertThat(added).contains("227,496 rows in 365 segments, 2011-01-01 to 2011-12-31");

    Terminal.Answer first = night(pipeline, "2011-06-15");
    Json night = Json.read(first.out());
    assertThat(night.text("pipeline")).isEqualTo("flight-delays");
    assertThat(night.text("logicalTime")).isEqualTo("2011-06-15T07:30:00Z");
    assertThat(night.text("logicalDate")).isEqualTo("2011-06-15");
    assertThat(night.text("runId")).matches("[0-9a-f]{8}");
    assertThat(night.text("state")).isEqualTo("SUCCEEDED");
    assertThat(night.text("verdict")).isEqualTo("PROMOTE");
    assertThat(night.text("modelVersion")).isEqualTo("v1");
    assertThat(night.text("champion", "before")).isEqualTo("null");
    assertThat(night.text("champion", "after")).isEqualTo("v1");
    assertThat(Path.of(night.text("report"))).isNotEmptyFile();

    List<String> before = stored();
    assertThat(night(pipeline, "2011-06-15").out()).isEqualTo(first.out());
    assertThat(stored()).as("a night that is done writes nothing").isEqualTo(before);

    Json next = Json.read(night(pipeline, "2011-06-16").out());
    assertThat(next.text("champion", "before")).isEqualTo("v1");
    assertThat(next.text("verdict")).isIn("PROMOTE", "REJECT", "INCONCLUSIVE");
    assertThat(next.text("modelVersion")).isEqualTo("v2");
    Json decision = report("2011-06-16");
    assertThat(decision.text("evaluation", "versions", "champion")).isEqualTo("v1");
    assertThat(decision.text("evaluation", "versions", "baseline")).isEqualTo("v1");
    assertThat(decision.number("counts", "unlabelled")).isPositive();
    isTheSameOnS3(night, pipeline, add);
  }

  /** The same commands with {@code store: s3://…} beside the workspace: the same night. */
  private void isTheSameOnS3(Json here, Path pipeline, String... add) throws IOException {
    S3Proxy.useCredentials();
    S3Proxy server = S3Proxy.shared();
    Path workspace = Files.createDirectories(dir.resolve("elsewhere")).resolve("workspace");
    Files.writeString(
        workspace.resolveSibling("nightjar.yaml"),
        "store: s3://%s/nightjar%ns3: {endpoint: '%s'}%n"
            .formatted(server.freshBucket(), server.endpoint()));
    type(workspace, add);
    String date = here.text("logicalDate");
    Json there =
        Json.read(
            type(workspace, "run", pipeline.toString(), "--date", date, "--output", "json").out());
    for (String name : List.of("runId", "state", "verdict", "modelVersion", "champion")) {
      assertThat(there.text(name)).as(name).isEqualTo(here.text(name));
    }
    assertThat(there.text("report")).startsWith("s3://").endsWith("/report.html");
    assertThat(workspace.resolve("store")).doesNotExist();
  }

  private Json report(String date) throws IOException {
    return Json.read(type("report", "--date", date, "--format", "json").out());
  }

  @Test
  void hotelCancellations() throws Exception {
    Path data = above("shared/data/hotel_bookings/hotel_bookings.parquet");
    Path pipeline = copied("deploy/examples/hotel-cancellations/pipeline.yaml");
    String[] add = {"dataset", "add", "hotel-bookings", data.toString(), "--time", ARRIVAL};
    type(add);
    Json night = Json.read(night(pipeline, "2016-10-01").out());
    assertThat(night.text("logicalTime")).isEqualTo("2016-10-01T03:00:00Z");
    assertThat(night.text("verdict")).isEqualTo("PROMOTE");

    Json decision = report("2016-10-01");
    List<String> days = new ArrayList<>();
    decision.list("snapshot", "segments").forEach(s -> days.add(s.text("name")));
    assertThat(days).hasSizeGreaterThan(365).doesNotContain("2016-10-01");
    Json counts = decision.at("counts");
    String read =
        " FROM (SELECT *, CAST(%s AS DATE) AS arrival FROM read_parquet('%s')) WHERE arrival IN (%s)"
            .formatted(
                ARRIVAL,
                data,
                days.stream().map(d -> "DATE '" + d + "'").collect(Collectors.joining(", ")));
    String guests = read + " AND adults + coalesce(children, 0) + babies > 0";
    // Known by the day of the night, and two weeks after the arrival.
    String known =
        guests
            + " AND arrival <= DATE '2016-10-01' - 14"
            + " AND CAST(reservation_status_date AS DATE) <= DATE '2016-10-01'";
    long all = count("SELECT count(*)" + read);
    long left = count("SELECT count(*)" + guests);
    long complete = count("SELECT count(*)" + known);
    long distinct = count("SELECT count(*) FROM (SELECT DISTINCT *" + known + ")");
    assertThat(counts.number("read")).isEqualTo(all);
    assertThat(counts.number("filtered")).isEqualTo(all - left).isPositive();
    assertThat(counts.number("incomplete")).isEqualTo(left - complete).isPositive();
    assertThat(counts.number("duplicates")).isEqualTo(complete - distinct).isPositive();
    assertThat(counts.number("usable")).isEqualTo(distinct);
    isTheSameOnS3(night, pipeline, add);
  }

  private static long count(String sql) throws SQLException {
    try (Connection plain = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = plain.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getLong(1);
    }
  }
}
