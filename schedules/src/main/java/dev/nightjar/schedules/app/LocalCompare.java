package dev.nightjar.schedules.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightjar.decision.ModelComparison;
import dev.nightjar.evaluation.SliceSpec;
import dev.nightjar.gate.Verdict;
import dev.nightjar.jobs.ScoreJudge;
import dev.nightjar.jobs.ScoreQuestion;
import dev.nightjar.jobs.config.GatesFile;
import dev.nightjar.jobs.config.GatesReader;
import dev.nightjar.jobs.config.GatesSubject;
import dev.nightjar.jobs.duckdb.DuckDbLimits;
import dev.nightjar.jobs.report.ComparisonMarkdown;
import dev.nightjar.jobs.report.ComparisonPage;
import dev.nightjar.jobs.report.ComparisonText;
import dev.nightjar.jobs.report.Terminal;
import dev.nightjar.schedules.CompareService;
import dev.nightjar.store.CanonicalJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Judges scores in files of this machine. */
final class LocalCompare implements CompareService {

  private static final int DIGITS = 12;

  @Override
  public Compared compare(Question asked) throws IOException {
    ScoreQuestion question =
        new ScoreQuestion(
            asked.scores(),
            asked.label(),
            asked.positive(),
            asked.models(),
            thresholds(asked),
            asked.id(),
            asked.unit(),
            asked.task(),
            asked.weight());
    List<SliceSpec> slices = asked.slices().stream().map(SliceSpec::of).toList();
    Path scratch = Files.createTempDirectory("nightjar-compare");
    try {
      ModelComparison found =
          new ScoreJudge(question, DuckDbLimits.standard(scratch))
              .judge(
                  (standard, known, subject) ->
                      gates(asked, question.testSets(), slices, standard, known, subject),
                  CodeIds.program(),
                  asked.command());
      return written(asked, found);
    } finally {
      Files.deleteIfExists(scratch);
    }
  }

  private static Map<String, Double> thresholds(Question asked) {
    Map<String, Double> thresholds = new LinkedHashMap<>(asked.thresholds());
    Double all = thresholds.remove("");
    if (all != null) {
      asked.models().keySet().forEach(role -> thresholds.putIfAbsent(role, all));
    }
    return thresholds;
  }

  private static GatesFile gates(
      Question asked,
      List<String> testSets,
      List<SliceSpec> slices,
      String standard,
      Consumer<String> known,
      GatesSubject subject) {
    return asked.gates() == null
        ? GatesFile.standard(standard, testSets, slices)
        : new GatesReader(Wiring.vocabulary(known), subject).read(asked.gates(), testSets, slices);
  }

  private static Compared written(Question asked, ModelComparison found) throws IOException {
    byte[] document = CanonicalJson.write(found);
    String id = CanonicalJson.digest(found).head(DIGITS);
    Path own = asked.under().resolve("compare").resolve(id);
    Path out = asked.out() == null ? own : asked.out();
    Files.createDirectories(out);
    write(out.resolve("decision.json"), document);
    write(
        out.resolve("report.md"),
        ComparisonMarkdown.render(found).getBytes(StandardCharsets.UTF_8));
    Path page = out.resolve("report.html");
    write(page, ComparisonPage.render(found).getBytes(StandardCharsets.UTF_8));
    return new Result(found, page);
  }

  /** Whole or not at all. */
  private static void write(Path file, byte[] content) throws IOException {
    Path temp = Files.createTempFile(file.toAbsolutePath().getParent(), ".nightjar", ".tmp");
    try {
      Files.write(temp, content);
      Files.move(temp, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temp);
    }
  }

  private record Result(ModelComparison found, Path report) implements Compared {

    @Override
    public boolean passed() {
      return found.verdict() == Verdict.PROMOTE;
    }

    @Override
    public String text(boolean terminal, int width) {
      return ComparisonText.render(found, new Terminal(width, terminal));
    }

    @Override
    public Object document() {
      ObjectNode document = CanonicalJson.tree(found).deepCopy();
      return document.put("report", report.toString());
    }
  }
}
