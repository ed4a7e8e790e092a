package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.DemoService;
import dev.nightjar.schedules.DoctorService;
import dev.nightjar.schedules.ScheduleService;
import dev.nightjar.schedules.SignatureService;
import dev.nightjar.schedules.StarterService;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.schedules.Workspaces;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every verb has: the console, the workspace, the way to print. */
final class Session {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--workspace",
      paramLabel = "DIR",
      defaultValue = "${NIGHTJAR_WORKSPACE:-.nightjar}",
      description =
          "Folder of the ledger and the objects (default: .nightjar). nightjar.yaml beside it, or"
              + " NIGHTJAR_STORE, may name another place for the objects: s3://bucket/prefix.")
  private Path folder = Path.of(".nightjar");

  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "json prints exactly one JSON document on standard output.")
  private Output output = Output.text;

  Console console() {
    return cli().console();
  }

  boolean json() {
    return output == Output.json;
  }

  Workspace open() throws IOException {
    return workspaces().open(folder);
  }

  Path folder() {
    return folder;
  }

  /** Whether somebody named the workspace in this command. */
  boolean named() {
    return spec.commandLine().getParseResult().hasMatchedOption("--workspace");
  }

  StarterService starter() {
    return cli().services().starter();
  }

  SignatureService signatures() {
    return cli().services().signatures();
  }

  DoctorService doctor() {
    return cli().services().doctor();
  }

  ScheduleService schedules() {
    return cli().services().schedules();
  }

  DemoService demo() {
    return cli().services().demo();
  }

  private Workspaces workspaces() {
    return cli().services().workspaces();
  }

  private Cli cli() {
    return (Cli) spec.root().userObject();
  }
}
