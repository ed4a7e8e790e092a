package dev.nightjar.schedules.cli;

import dev.nightjar.registry.RegistryVerifier;
import dev.nightjar.registry.Verified;
import dev.nightjar.schedules.RegistryService;
import dev.nightjar.store.Damage;
import dev.nightjar.text.Figures;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code nightjar registry verify}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Read again all that a model's log names, and hash it: the log from entry 1, manifests,"
            + " models, encoders, training keys, decisions. Exit code 1 when anything is damaged.")
final class RegistryVerifyCommand extends RegistryVerb {

  @Override
  int act(RegistryService models, String model) throws Exception {
    Console console = session.console();
    Verified verified = models.verify(model, progress(console));
    if (console.terminal()) {
      console.err().print("\u001b[2K");
      console.err().flush();
    }
    if (session.json()) {
      Output.print(console, verified);
    } else {
      print(verified, console.out());
    }
    return verified.damages().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static void print(Verified verified, PrintWriter out) {
    for (Damage damage : verified.damages()) {
      out.println("  damaged   " + damage.key() + " (" + damage.what() + ")");
      out.println("  expected  " + damage.expected());
      out.println("  found     " + damage.found());
      out.println();
    }
    out.println(
        "  %s: %s, %s, %s, %s read"
            .formatted(
                verified.model(),
                Figures.count(verified.entries(), "entry").replace("entrys", "entries"),
                Figures.count(verified.manifests(), "manifest"),
                Figures.count(verified.objects(), "further object"),
                Figures.bytes((double) verified.bytes())));
    int damages = verified.damages().size();
    out.println(
        damages == 0
            ? "  everything is as it was written"
            : "  "
                + Figures.count(damages, "object")
                + (damages == 1 ? " is" : " are")
                + " damaged");
  }

  /** A line that changes on a terminal; nothing elsewhere. */
  private static RegistryVerifier.Listener progress(Console console) {
    if (!console.terminal()) {
      return (what, done, total) -> {};
    }
    int[] drawn = {-1};
    return (what, done, total) -> {
      int percent = (int) (100 * done / Math.max(1, total));
      if (percent != drawn[0]) {
        drawn[0] = percent;
        console.err().print("\u001b[2K  " + percent + " %  " + what + "\r");
        console.err().flush();
      }
    };
  }
}
