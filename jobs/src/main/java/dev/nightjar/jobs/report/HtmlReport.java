package dev.nightjar.jobs.report;

import dev.nightjar.decision.Decision;
import dev.nightjar.decision.Promotion;
import dev.nightjar.evaluation.Evaluation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A decision as one HTML page that needs nothing but itself: no script, no font, no network, and a
 * content security policy that forbids them. The same bytes for the same decision.
 */
public final class HtmlReport {

  private static final String STYLE = style();

  private HtmlReport() {}

  /**
   * The page. {@code promotion} is null while nothing was promoted or refused, and on nights that
   * did not get that far. Every text of the decision is escaped.
   */
  public static String render(Decision d, @Nullable Promotion promotion) {
    Html h = new Html();
    open(h, "%s · %s · %s".formatted(d.pipeline(), d.logicalDate(), Words.outcome(d)));
    new SummarySection(d, promotion).render(h);
    Evaluation evaluation = d.evaluation();
    if (!d.gates().isEmpty()) {
      new ChangeSection(d.gates()).render(h);
    }
    if (evaluation != null) {
      Numbers numbers = new Numbers(evaluation);
      new SliceSection(d.policy(), evaluation, numbers).render(h);
      new FoundSliceSection(evaluation).render(h);
      new MetricSection(evaluation, numbers).render(h);
      new FlipSection(evaluation.flips(), Words.flips(d)).render(h);
      new RobustnessSection(evaluation.probes()).render(h);
      new CaseSection(evaluation.probes()).render(h);
      new LatencySection(evaluation.latency()).render(h);
    }
    if (d.refusal() != null) {
      new RefusalSection(d.refusal()).render(h);
    }
    new DataSection(d).render(h);
    if (evaluation != null) {
      new DriftSection(evaluation).render(h);
      new CurveSection(evaluation, new Numbers(evaluation)).render(h);
    }
    new ModelSection(d).render(h);
    if (evaluation != null) {
      new TestSetSection(d, evaluation).render(h);
    }
    new ReproduceSection(d, promotion).render(h);
    h.raw("</main>\n<footer>").text("Nightjar " + d.code().version() + " · run " + d.runId());
    return h.raw("</footer>\n</body>\n</html>\n").toString();
  }

  /** The beginning of a page, up to its body. */
  static void open(Html h, String title) {
    String policy =
        "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
            .formatted(sha256(STYLE));
    h.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .raw("<meta name=\"color-scheme\" content=\"light dark\">\n")
        .raw("<meta name=\"referrer\" content=\"no-referrer\">\n")
        .element("title", title)
        .raw("\n<style>" + STYLE + "</style>\n</head>\n<body>\n");
  }

  private static String style() {
    try (InputStream in =
        Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    MessageDigest sha = dev.nightjar.store.Digest.sha256();
    return Base64.getEncoder().encodeToString(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
