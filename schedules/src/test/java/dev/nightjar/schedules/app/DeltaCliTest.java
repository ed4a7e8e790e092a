package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Named deltas and tags, typed. */
class DeltaCliTest {

  @TempDir Path dir;

  private Terminal.Answer type(String... words) {
    return new Terminal(dir).type(words);
  }

  private String done(String... words) {
    Terminal.Answer answer = type(words);
    assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    return answer.out();
  }

  private void fails(String sentence, String... words) {
    Terminal.Answer answer = type(words);
    assertThat(answer.code()).as(answer.out() + answer.err()).isNotZero();
    assertThat(answer.err()).contains(sentence).doesNotContain("unexpected", "\tat ");
  }

  private String file(String name, String rows) throws IOException {
    return Files.writeString(dir.resolve(name), "d,n\n" + rows).toString();
  }

  @BeforeEach
  void aBaseAndADelta() throws IOException {
    String base = file("a.csv", "2011-01-01,1\n2011-01-02,2\n");
    done("dataset", "add", "x", base, "--time", "d", "--as", "trips");
    String fixes = file("b.csv", "2011-01-02,7\n");
    done("dataset", "add", "x", fixes, "--as", "fixes", "--requires", "trips");
  }

  @Test
  void showSaysWhatADeltaRequires() throws IOException {
    assertThat(done("dataset", "show", "x")).contains("fixes", "requires trips");
    Json shown = Json.read(done("dataset", "show", "x", "--output", "json"));
    assertThat(shown.list("segments").get(0).text("name")).isEqualTo("fixes");
    assertThat(shown.list("segments").get(0).text("requires")).contains("trips");
  }

  @Test
  void badNamesAreRefusedAndNothingIsAdded() throws IOException {
    String more = file("c.csv", "2011-01-03,3\n");
    String before = done("dataset", "show", "x");
    fails("did you mean trips?", "dataset", "add", "x", more, "--as", "m", "--requires", "trps");
    fails("--by whole", "dataset", "add", "x", more, "--as", "m", "--by", "day");
    fails("expected a name for a segment", "dataset", "add", "x", more, "--as", "../m");
    fails("exists with other rows", "dataset", "add", "x", more, "--as", "trips");
    assertThat(done("dataset", "show", "x")).isEqualTo(before);
  }

  @Test
  void daysMayRequireADeltaToo() throws IOException {
    String more = file("c.csv", "2011-01-03,3\n2011-01-04,3\n");
    done("dataset", "add", "x", more, "--requires", "trips,fixes");
    assertThat(done("dataset", "show", "x").lines())
        .filteredOn(line -> line.contains("requires fixes, trips"))
        .hasSize(2);
  }

  @Test
  void aTagNamesAPrefix() throws IOException {
    assertThat(done("dataset", "tag", "x", "v1")).contains("x: v1 names its log up to entry 2");
    Json second = Json.read(done("dataset", "tag", "x", "v2", "--output", "json"));
    assertThat(second.number("position")).isEqualTo(3);
    fails("has a tag v1 already", "dataset", "tag", "x", "v1");
    fails("a tag is not a number", "dataset", "tag", "x", "12");
    fails("there is no dataset y", "dataset", "tag", "y", "v1");
  }

  @Test
  void retractingSaysWhoRequiresIt() {
    assertThat(done("dataset", "retract", "x", "trips", "--reason", "poisoned"))
        .contains("left out from now on too, because it requires trips: fixes");
  }

  @Test
  void twoVersionsAreCompared() throws IOException {
    done("dataset", "tag", "x", "v1");
    assertThat(done("dataset", "diff", "x", "v1", "latest")).contains("no difference");
    done("dataset", "retract", "x", "fixes", "--reason", "wrong");
    done("dataset", "add", "x", file("c.csv", "2011-01-02,8\n2011-01-02,9\n"), "--as", "fixes");
    assertThat(done("dataset", "diff", "x", "v1", "latest"))
        .contains("0 added, 0 removed, 1 replaced, 1 the same", "rows: 2 added, 1 removed")
        .contains("2 segments read", "distributions of what differs");
    Json diff =
        Json.read(done("dataset", "diff", "x", "@1", "v1", "--id", "d", "--output", "json"));
    assertThat(diff.number("rows", "added")).isEqualTo(1);
    assertThat(diff.list("segments", "added").get(0).text("name")).isEqualTo("fixes");
    fails("there is no dataset y", "dataset", "diff", "y", "v1", "latest");
    fails("did you mean v1?", "dataset", "diff", "x", "v7", "latest");
    fails("has the entries 1 to", "dataset", "diff", "x", "v1", "@99");
  }
}
