package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.RegistryService;
import dev.nightjar.schedules.RegistryService.Event;
import dev.nightjar.schedules.RegistryService.Standing;
import dev.nightjar.schedules.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar registry}. */
@Command(
    name = "registry",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "VERB",
    description = "Models: versions, champion, previous, baseline, and how they came about.",
    subcommands = {
      RegistryCommand.Show.class,
      RegistryCommand.Log.class,
      RegistryCommand.Get.class,
      RegistryCommand.Rollback.class,
      RegistryCommand.Baseline.class,
      RegistryCommand.Promote.class
    })
final class RegistryCommand {

  /** What the verbs share: the session and the model. */
  abstract static class OfModel implements Callable<Integer> {

    @Mixin Session session = new Session();

    @Option(
        names = "--model",
        paramLabel = "NAME",
        description = "The model, named as its pipeline (default: the only one there is).")
    @Nullable String model;

    abstract void act(RegistryService models, String model) throws Exception;

    @Override
    public final Integer call() throws Exception {
      try (Workspace workspace = session.open()) {
        RegistryService models = workspace.models();
        act(models, model == null ? only(models.names()) : model);
        return ExitCode.DONE;
      }
    }

    private static String only(List<String> names) {
      if (names.size() != 1) {
        throw new IllegalArgumentException(
            names.isEmpty()
                ? "this workspace has no model yet; run a night first"
                : "--model is missing: one of " + String.join(", ", names));
      }
      return names.get(0);
    }

    final void print(Standing standing) {
      if (session.json()) {
        Output.print(session.console(), standing);
        return;
      }
      session
          .console()
          .out()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s · champion %s · previous %s · baseline %s · %d versions",
                  standing.model(),
                  standing.champion() == null ? "none" : standing.champion(),
                  standing.previous() == null ? "none" : standing.previous(),
                  standing.baseline() == null ? "none" : standing.baseline(),
                  standing.versions()));
    }
  }

  /** {@code nightjar registry show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Show champion, previous and baseline.")
  static final class Show extends OfModel {
    @Override
    void act(RegistryService models, String model) throws Exception {
      print(models.standing(model));
    }
  }

  /** {@code nightjar registry log}. */
  @Command(
      name = "log",
      mixinStandardHelpOptions = true,
      description = "Show everything that ever happened to a model.")
  static final class Log extends OfModel {
    @Override
    void act(RegistryService models, String model) throws Exception {
      List<Event> events = models.history(model);
      if (session.json()) {
        Output.print(session.console(), events);
        return;
      }
      for (Event e : events) {
        List<String> parts = new ArrayList<>();
        parts.add(
            String.format(
                Locale.ROOT,
                "%5d  %-12s %-5s",
                e.seq(),
                e.type(),
                e.version() == null ? "" : e.version()));
        parts.add(e.logicalTime() == null ? "" : "for " + e.logicalTime());
        parts.add("by " + e.actor());
        parts.add(e.reason());
        parts.removeIf(String::isBlank);
        session.console().out().println(String.join("  ", parts));
      }
    }
  }

  /** {@code nightjar registry get}. */
  @Command(
      name = "get",
      mixinStandardHelpOptions = true,
      description = "Fetch a version's files into a folder, verified.")
  static final class Get extends OfModel {

    @Parameters(
        paramLabel = "VERSION",
        description = "champion, previous, baseline, or a version such as v3.")
    private String version = "";

    @Option(
        names = "--to",
        required = true,
        paramLabel = "DIR",
        description = "A folder that is not there yet.")
    private Path to = Path.of("");

    @Override
    void act(RegistryService models, String model) throws Exception {
      String got = models.get(model, version, to);
      if (session.json()) {
        Output.print(
            session.console(), Map.of("model", model, "version", got, "to", to.toString()));
      } else {
        session.console().out().println("  " + model + " " + got + " is in " + to);
      }
    }
  }

  /** {@code nightjar registry rollback}. */
  @Command(
      name = "rollback",
      mixinStandardHelpOptions = true,
      description = "Make an earlier champion the champion again.")
  static final class Rollback extends OfModel {

    @Option(
        names = "--to",
        paramLabel = "VERSION",
        description = "An earlier champion (default: the previous one).")
    private @Nullable String to;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Override
    void act(RegistryService models, String model) throws Exception {
      print(models.rollback(model, to, reason));
    }
  }

  /** {@code nightjar registry baseline}. */
  @Command(
      name = "baseline",
      mixinStandardHelpOptions = true,
      description = "Make a version the fixed baseline that later candidates are held against.")
  static final class Baseline extends OfModel {

    @Parameters(paramLabel = "VERSION", description = "champion, or a version such as v3.")
    private String version = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Override
    void act(RegistryService models, String model) throws Exception {
      print(models.baseline(model, version, reason));
    }
  }

  /** {@code nightjar registry promote}. */
  @Command(
      name = "promote",
      mixinStandardHelpOptions = true,
      description = "Make a version champion whatever its gates said. Recorded as forced.")
  static final class Promote extends OfModel {

    @Parameters(paramLabel = "VERSION", description = "A version such as v3.")
    private String version = "";

    @Option(
        names = "--force",
        required = true,
        description = "Say that you mean it: only a night promotes on merit.")
    private boolean force;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason = "";

    @Override
    void act(RegistryService models, String model) throws Exception {
      if (!force) {
        throw new IllegalArgumentException("a promotion by hand needs --force");
      }
      print(models.force(model, version, reason));
    }
  }
}
