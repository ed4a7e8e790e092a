package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.CompareService;
import dev.nightjar.schedules.DemoService;
import dev.nightjar.schedules.DoctorService;
import dev.nightjar.schedules.ScheduleService;
import dev.nightjar.schedules.SignatureService;
import dev.nightjar.schedules.StarterService;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.schedules.Workspaces;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
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
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${NIGHTJAR_SERVER:-}",
      description =
          "Ask this nightjar serve instead (or NIGHTJAR_SERVER). Its token is in NIGHTJAR_TOKEN, or in"
              + " the file that NIGHTJAR_TOKEN_FILE names.")
  private String server = "";

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
    if (server.isEmpty()) {
      return workspaces().open(folder);
    }
    if (named()) {
      throw new IllegalArgumentException("say --server or --workspace, not both");
    }
    return cli().services().servers().at(address());
  }

  private URI address() {
    try {
      return new URI(server);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "--server: expected an address such as http://127.0.0.1:8470, but found " + server, e);
    }
  }

  Path folder() {
    requireLocal();
    return folder;
  }

  private void requireLocal() {
    if (!server.isEmpty()) {
      throw new IllegalArgumentException(
          "this verb works on files of this machine: leave out --server and NIGHTJAR_SERVER");
    }
  }

  /** Whether a server is asked. */
  boolean isRemote() {
    return !server.isEmpty();
  }

  /** Whether somebody named the workspace in this command. */
  boolean named() {
    return spec.commandLine().getParseResult().hasMatchedOption("--workspace");
  }

  StarterService starter() {
    requireLocal();
    return cli().services().starter();
  }

  CompareService compare() {
    requireLocal();
    return cli().services().compare();
  }

  SignatureService signatures() {
    return cli().services().signatures();
  }

  DoctorService doctor() {
    requireLocal();
    return cli().services().doctor();
  }

  ScheduleService schedules() {
    requireLocal();
    return cli().services().schedules();
  }

  DemoService demo() {
    requireLocal();
    return cli().services().demo();
  }

  private Workspaces workspaces() {
    return cli().services().workspaces();
  }

  private Cli cli() {
    return (Cli) spec.root().userObject();
  }
}
