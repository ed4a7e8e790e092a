package dev.nightjar.schedules.cli;

import dev.nightjar.lineage.RecipeText;
import dev.nightjar.lineage.ResolvedRecipe;
import dev.nightjar.schedules.Workspace;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar dataset recipe}. */
@Command(
    name = "recipe",
    mixinStandardHelpOptions = true,
    description =
        "Show what a night reads as its dataset is now, without running it: the snapshot's id, and"
            + " the segments of each side.")
final class DatasetRecipeCommand implements Callable<Integer> {

  @Mixin private Session session = new Session();

  @Parameters(paramLabel = "PIPELINE", description = "The pipeline file.")
  private Path pipeline = Path.of("");

  @Option(names = "--date", required = true, paramLabel = "DATE", description = "The night.")
  private LocalDate date = LocalDate.EPOCH;

  @Option(
      names = "--explain",
      description = "Say of every segment what it is used for, or why it is not read.")
  private boolean explain;

  @Override
  public Integer call() throws Exception {
    Console console = session.console();
    try (Workspace workspace = session.open()) {
      ResolvedRecipe recipe = workspace.lineage().recipe(pipeline, date);
      if (session.json()) {
        Output.print(console, recipe);
        return ExitCode.DONE;
      }
      RecipeText.lines(recipe).forEach(console.out()::println);
      if (explain) {
        console.out().println();
        RecipeText.explained(recipe).forEach(console.out()::println);
      }
      return ExitCode.DONE;
    }
  }
}
