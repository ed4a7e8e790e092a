package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.RegistryService;
import dev.nightjar.schedules.RegistryService.Card;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nightjar registry show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Show champion, previous and baseline; or the model card of a version: its data, how it was"
            + " made, the decision it was promoted on, and its life.")
final class RegistryShowCommand extends RegistryVerb {

  /** The forms of a card. */
  enum Format {
    text,
    md,
    json
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "VERSION",
      description = "champion, previous, baseline, or a version such as v3.")
  private @Nullable String version;

  @Option(
      names = "--format",
      paramLabel = "md|json|text",
      description = "How to print the card (default: text).")
  private @Nullable Format format;

  @Override
  int act(RegistryService models, String model) throws Exception {
    if (version == null) {
      if (format != null && format != Format.text) {
        throw new IllegalArgumentException(
            "--format is for a model card: name a version, such as champion");
      }
      return print(models.standing(model));
    }
    Card card = models.card(model, version);
    Console console = session.console();
    Format as = format == null ? (session.json() ? Format.json : Format.text) : format;
    console
        .out()
        .println(
            switch (as) {
              case text -> card.text(console.terminal(), console.width()).stripTrailing();
              case md -> card.markdown().stripTrailing();
              case json -> card.json();
            });
    return ExitCode.DONE;
  }
}
