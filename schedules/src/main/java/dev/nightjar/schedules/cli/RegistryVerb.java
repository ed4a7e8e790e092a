package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.RegistryService;
import dev.nightjar.schedules.RegistryService.Standing;
import dev.nightjar.schedules.Workspace;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the verbs of {@code nightjar registry} share: the session and the model. */
abstract class RegistryVerb implements Callable<Integer> {

  @Mixin Session session = new Session();

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The model, named as its pipeline (default: the only one there is).")
  @Nullable String model;

  /** Does it, and returns the exit code. */
  abstract int act(RegistryService models, String model) throws Exception;

  @Override
  public final Integer call() throws Exception {
    try (Workspace workspace = session.open()) {
      RegistryService models = workspace.models();
      return act(models, model == null ? only(models.names()) : model);
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

  final int print(Standing standing) {
    if (session.json()) {
      Output.print(session.console(), standing);
      return ExitCode.DONE;
    }
    PrintWriter out = session.console().out();
    out.println(
        String.format(
            Locale.ROOT,
            "%s · champion %s · previous %s · baseline %s · %d versions",
            standing.model(),
            said(standing.champion()),
            said(standing.previous()),
            said(standing.baseline()),
            standing.versions()));
    standing
        .tainted()
        .forEach(
            (version, why) ->
                out.println("  ! " + named(standing, version) + " is tainted: " + why));
    return ExitCode.DONE;
  }

  private static String said(@Nullable String version) {
    return version == null ? "none" : version;
  }

  private static String named(Standing standing, String version) {
    return version.equals(standing.champion())
        ? "the champion " + version
        : version.equals(standing.baseline()) ? "the baseline " + version : version;
  }
}
