package dev.nightjar.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nightjar.decision.Decision;
import dev.nightjar.decision.PredictionTask;
import dev.nightjar.jobs.ScoreJudge;
import dev.nightjar.jobs.ScoreQuestion;
import dev.nightjar.jobs.config.GatesFile;
import dev.nightjar.jobs.duckdb.DuckDbLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens the pages in a real browser. They stay in target/report-pages, to be looked at. */
class ReportIT {

  private static final Path PAGES = Path.of("target", "report-pages").toAbsolutePath();

  /** Runs in the test's copy only, whose policy lets it. */
  private static final String PROBE =
      """
      <script>
        const page = document.documentElement;
        const wide = [...document.querySelectorAll("body *")]
          .filter(e => !e.closest("thead") && e.getBoundingClientRect().right > innerWidth + 0.5)
          .map(e => e.tagName + "." + e.getAttribute("class"));
        page.dataset.wide = String(page.scrollWidth > innerWidth);
        page.dataset.outside = [...new Set(wide)].slice(0, 5).join(" ");
        page.dataset.inner = String(innerWidth);
        page.dataset.fetched = String(performance.getEntriesByType("resource").length);
      </script>
      """;

  @TempDir Path work;

  @BeforeEach
  void needsABrowser() {
    assumeTrue(Chromium.present(), "no Chromium at /usr/bin/chromium or $CHROMIUM: skipped");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rejected",
        "promoted",
        "inconclusive",
        "first",
        "blocked",
        "failed",
        "many-slices",
        "hostile"
      })
  void aBrowserShowsIt(String name) throws Exception {
    Decision d = Pages.of(name);
    String html = HtmlReport.render(d, d.verdict() == null ? null : Decisions.promotion(d));
    Files.createDirectories(PAGES);
    Path page = Files.writeString(PAGES.resolve(name + ".html"), html);
    Chromium chromium = new Chromium(work);

    Path picture = PAGES.resolve(name + ".png");
    Files.deleteIfExists(picture);
    chromium.run(page, "--window-size=1200,1600", "--screenshot=" + picture);
    assertThat(picture).isNotEmptyFile();

    String dom = chromium.run(page, "--dump-dom");
    assertThat(dom).contains(Words.outcome(d)).contains("How to reproduce it");
    assertThat(dom).doesNotContain("<script").doesNotContain("<img");
  }

  @ParameterizedTest
  @CsvSource({
    "rejected,380",
    "first,380",
    "blocked,380",
    "many-slices,380",
    "hostile,380",
    "many-slices,820",
    "rejected,1024",
    "many-slices,1100"
  })
  void nothingReachesOutOfTheScreenOrToTheNetwork(String name, int width) throws Exception {
    Decision d = Pages.of(name);
    requireWithin(HtmlReport.render(d, null), width);
  }

  @ParameterizedTest
  @CsvSource({"12,380", "12,820", "12,1100", "6,820", "6,1024", "6,1100"})
  void aConfusionMatrixFitsTheScreenToo(int several, int width) throws Exception {
    List<String> classes =
        List.of("bird", "cat", "dog", "elephant", "fox", "a goose of the north").stream()
            .flatMap(c -> Stream.of(c, c + "_young"))
            .limit(several)
            .toList();
    List<String> lines = new ArrayList<>(List.of("animal,new,old"));
    for (int i = 0; i < 40_000; i++) {
      lines.add(
          "%s,%s,%s"
              .formatted(
                  classes.get(i % several),
                  classes.get(i % 7 % 2 == 0 ? i % several : i % 5),
                  classes.get(i % 5 == 0 ? i % several : i % (several - 1))));
    }
    Path file = Files.write(work.resolve("june.csv"), lines);
    ScoreQuestion question =
        new ScoreQuestion(
            List.of(file),
            "animal",
            null,
            Map.of("candidate", "new", "champion", "old"),
            Map.of(),
            null,
            null,
            PredictionTask.MULTICLASS,
            null);
    String html =
        ComparisonPage.render(
            new ScoreJudge(question, DuckDbLimits.standard(work))
                .judge(
                    (standard, known, costs) ->
                        GatesFile.standard(standard, List.of("june"), List.of()),
                    Decisions.rejected().code(),
                    "nightjar compare"));
    assertThat(html).contains("What classes are called", "data-label=\"called cat\"");
    Files.createDirectories(PAGES);
    Files.writeString(PAGES.resolve("classes-" + several + ".html"), html);
    requireWithin(html, width);
  }

  private void requireWithin(String page, int width) throws Exception {
    String html = page.replace("<details", "<details open");
    String probed =
        html.replaceFirst("default-src 'none';", "default-src 'none'; script-src 'unsafe-inline';")
            .replace("</body>", PROBE + "</body>");
    // Headless windows are never narrower than about 500 px, a frame is.
    Path inner = Files.writeString(work.resolve("inner.html"), probed);
    Path frame =
        Files.writeString(
            work.resolve("frame.html"),
            "<!doctype html><style>body{margin:0}iframe{width:"
                + width
                + "px;height:900px;border:0}</style>"
                + "<iframe src=\"inner.html\"></iframe>"
                + "<script>onload = () => { const d = document.querySelector('iframe')"
                + ".contentDocument.documentElement.dataset;"
                + "document.body.append(JSON.stringify(d)); }</script>");
    assertThat(inner).exists();
    String dom =
        new Chromium(work)
            .run(frame, "--allow-file-access-from-files", "--window-size=1200,1000", "--dump-dom");
    assertThat(dom).contains("\"inner\":\"" + width + "\"");
    assertThat(dom).contains("\"wide\":\"false\"");
    assertThat(dom).contains("\"outside\":\"\"");
    assertThat(dom).contains("\"fetched\":\"0\"");
  }
}
