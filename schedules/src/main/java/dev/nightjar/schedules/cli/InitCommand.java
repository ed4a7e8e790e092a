package dev.nightjar.schedules.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar init}. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = "Write a commented pipeline file for your data, with suggested expectations.")
final class InitCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(paramLabel = "DATA", description = "A file with rows: CSV (gzip too) or Parquet.")
  private Path data = Path.of("");

  @Option(
      names = "--to",
      paramLabel = "FILE",
      defaultValue = "pipeline.yaml",
      description = "The file to write; it must not be there yet (default: pipeline.yaml).")
  private Path to = Path.of("pipeline.yaml");

  @Override
  public Integer call() throws Exception {
    List<String> next = session.starter().init(data, to);
    if (session.json()) {
      Output.print(session.console(), Map.of("file", to.toString(), "next", next));
    } else {
      next.forEach(session.console().out()::println);
    }
    return ExitCode.DONE;
  }
}
