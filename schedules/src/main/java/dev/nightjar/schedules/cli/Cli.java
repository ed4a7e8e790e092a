package dev.nightjar.schedules.cli;

import dev.nightjar.dataset.DataException;
import dev.nightjar.registry.RegistryException;
import dev.nightjar.run.LeaseLost;
import dev.nightjar.run.LedgerException;
import dev.nightjar.run.SlotHeld;
import dev.nightjar.schedules.ScheduleException;
import dev.nightjar.schedules.SlotName;
import dev.nightjar.store.RemovedObjectException;
import dev.nightjar.store.UnusableStoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. One instance serves one call. */
@Command(
    name = "nightjar",
    description = "Retrains models every night and promotes them only when they are better.",
    synopsisSubcommandLabel = "VERB",
    mixinStandardHelpOptions = true,
    subcommands = {
      DemoCommand.class,
      InitCommand.class,
      RunCommand.class,
      BackfillCommand.class,
      ServeCommand.class,
      RunsCommand.class,
      AlertsCommand.class,
      DatasetCommand.class,
      RegistryCommand.class,
      ReportCommand.class,
      CompareCommand.class,
      ScheduleCommand.class,
      PoolsCommand.class,
      TokenCommand.class,
      AuditCommand.class,
      GcCommand.class,
      DoctorCommand.class,
      StepCommand.class,
      CommandLine.HelpCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, whatever the verdict",
      "1:failed",
      "2:usage or configuration error",
      "3:blocked before training: a critical expectation failed, or a day has not arrived",
      "4:not promoted, or waiting for approval, with --fail-unless-promoted"
    })
public final class Cli implements Runnable {

  private final Services services;
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--debug",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean debug;

  private Cli(Services services, Console console) {
    this.services = services;
    this.console = console;
  }

  /**
   * Runs one command.
   *
   * @return the exit code
   */
  public static int run(Services services, Console console, String... args) {
    Cli cli = new Cli(services, console);
    CommandLine line = new CommandLine(cli);
    line.getCommandSpec().version("nightjar " + services.version());
    line.setOut(console.out());
    line.setErr(console.err());
    line.setUsageHelpWidth(Math.max(80, Math.min(120, console.width())));
    line.setCaseInsensitiveEnumValuesAllowed(false);
    line.setAbbreviatedOptionsAllowed(false);
    line.registerConverter(LocalDate.class, Cli::date);
    line.registerConverter(SlotName.class, Cli::slot);
    line.setExecutionExceptionHandler((e, command, parsed) -> cli.complain(e));
    line.setParameterExceptionHandler((e, rest) -> usage(e));
    int code = line.execute(args);
    console.out().flush();
    console.err().flush();
    return code;
  }

  @Override
  public void run() {
    spec.commandLine().usage(console.out());
  }

  Services services() {
    return services;
  }

  Console console() {
    return console;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new CommandLine.TypeConversionException(
          "expected a day of the calendar such as 2011-06-15, but found " + text);
    }
  }

  private static SlotName slot(String text) {
    try {
      return SlotName.parse(text);
    } catch (ScheduleException e) {
      throw new CommandLine.TypeConversionException(e.getMessage());
    }
  }

  private static int usage(ParameterException e) {
    CommandLine line = e.getCommandLine();
    line.getErr().println("nightjar: " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr());
    line.getErr().println("Try 'nightjar " + verb(line) + "--help' for what can be said here.");
    return ExitCode.USAGE;
  }

  private static String verb(CommandLine line) {
    String name = line.getCommandSpec().qualifiedName();
    return name.equals("nightjar") ? "" : name.substring("nightjar ".length()) + " ";
  }

  private int complain(Exception e) {
    if (debug) {
      java.io.StringWriter trace = new java.io.StringWriter();
      e.printStackTrace(new java.io.PrintWriter(trace));
      console.err().print(trace);
    }
    console.err().println(message(e));
    return isForAPersonToSet(e) ? ExitCode.USAGE : ExitCode.FAILED;
  }

  private static boolean isForAPersonToSet(Exception e) {
    return e instanceof IllegalArgumentException
        || e instanceof UnusableStoreException
        || (e instanceof UncheckedIOException && e.getCause() instanceof UnusableStoreException);
  }

  private String message(Exception e) {
    String text = String.valueOf(e.getMessage());
    if (e instanceof IllegalArgumentException
        || e instanceof DataException
        || e instanceof RegistryException
        || e instanceof ScheduleException
        || e instanceof LedgerException
        || e instanceof LeaseLost
        || e instanceof SlotHeld) {
      return "nightjar: " + text;
    }
    if (e instanceof NoSuchFileException && !(e instanceof RemovedObjectException)) {
      return "nightjar: there is no such file: " + text;
    }
    if (e instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
      return "nightjar: " + unchecked.getCause().getMessage();
    }
    if (e instanceof IOException || debug) {
      return "nightjar: " + text;
    }
    return "nightjar: unexpected "
        + e.getClass().getSimpleName()
        + ": "
        + text
        + " (--debug shows where; please report it)";
  }
}
