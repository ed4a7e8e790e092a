package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.DemoService;
import dev.nightjar.schedules.NightListener;
import dev.nightjar.schedules.NightResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nightjar demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Make a small world and run its nights, so that you see a promotion, a refusal, an"
            + " undecided and a blocked night.")
final class DemoCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "7",
      description = "Another seed is another world (default: 7).")
  private long seed = 7;

  @Option(names = "--no-drift", description = "A world in which nothing changes.")
  private boolean calm;

  @Override
  public Integer call() throws Exception {
    Console console = session.console();
    Story story = new Story(session.json() ? console.err() : console.out(), console);
    Path folder =
        session.named()
            ? session.folder()
            : session.folder().resolveSibling(session.folder().getFileName() + "-demo");
    session.demo().run(folder, new DemoService.Request(seed, !calm), NightListener.silent(), story);
    if (session.json()) {
      Output.print(console, story.nights);
    } else {
      story.end(folder);
    }
    return ExitCode.DONE;
  }

  /** Tells the demonstration as it goes. */
  private static final class Story implements DemoService.DemoListener {

    private final PrintWriter to;
    private final Console console;
    private final List<NightResult> nights = new ArrayList<>();

    Story(PrintWriter to, Console console) {
      this.to = to;
      this.console = console;
    }

    @Override
    public void ready(String sentence) {
      to.println("  " + sentence);
      to.flush();
    }

    @Override
    public void night(NightResult night) {
      nights.add(night);
      if (nights.size() == 1) {
        to.println();
      }
      to.println(line(night) + clip(night.headline()));
      to.flush();
    }

    @Override
    public void onDuty(String sentence) {
      to.println("              → " + sentence);
      to.flush();
    }

    private String clip(String headline) {
      int room = Math.max(40, console.width() - 30);
      return headline.length() <= room ? headline : headline.substring(0, room - 1) + "…";
    }

    private static String line(NightResult night) {
      return String.format(
          Locale.ROOT,
          "  %s  %-13s ",
          night.logicalDate(),
          night.verdict() == null ? night.state().name() : night.verdict().name());
    }

    private void end(Path folder) {
      to.println();
      to.println("  night        verdict        candidate  champion after");
      for (NightResult night : nights) {
        String version = night.modelVersion() == null ? "–" : night.modelVersion();
        String after = night.champion().after() == null ? "–" : night.champion().after();
        to.println(line(night) + String.format(Locale.ROOT, " %-9s  %s", version, after));
      }
      to.println();
      to.println("  report  " + nights.get(nights.size() - 1).report());
      to.println();
      to.println(
          "  Every night has one: nightjar report --workspace %s --date %s"
              .formatted(folder, nights.get(0).logicalDate()));
      to.flush();
    }
  }
}
