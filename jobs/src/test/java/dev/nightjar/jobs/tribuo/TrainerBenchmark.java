package dev.nightjar.jobs.tribuo;

import dev.nightjar.model.Fingerprint;
import dev.nightjar.model.Scorer;
import dev.nightjar.model.Threshold;
import dev.nightjar.model.Trainer;
import dev.nightjar.model.TrainingSpec;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Trains and scores made-up rows with every trainer and prints the processor times. Arguments:
 * rows, columns, then for one trainer only its name and {@code parameter=number} pairs.
 */
final class TrainerBenchmark {

  private TrainerBenchmark() {}

  public static void main(String[] args) {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int columns = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    Map<String, Object> parameters = new HashMap<>();
    for (int i = 3; i < args.length; i++) {
      String[] pair = args[i].split("=", 2);
      parameters.put(pair[0], Double.valueOf(pair[1]));
    }
    Toy toy = Toy.of(rows, columns, 1, 42);
    System.out.printf("%d rows, %d columns%n", rows, columns);
    for (Trainer trainer : TribuoTrainers.all()) {
      if (args.length < 3 || trainer.name().equals(args[2])) {
        run(trainer, parameters, toy);
      }
    }
  }

  // Processor time of this thread: the machine may be busy with other things.
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void run(Trainer trainer, Map<String, Object> parameters, Toy toy) {
    TrainingSpec spec = new TrainingSpec(trainer.name(), parameters, 1, new Threshold.Fixed(0.5));
    long start = cpu();
    byte[] artifact = trainer.train(toy.rows(), toy.labels(), spec, Trainer.Progress.silent());
    long trained = cpu();
    Scorer scorer = trainer.load(artifact);
    long loaded = cpu();
    double[] scores = scorer.score(toy.rows());
    long cold = cpu();
    scorer.score(toy.rows());
    long warm = cpu();
    System.out.printf(
        Locale.ROOT,
        "%-14s train %6.2f s  load %5d ms  score %6.0f ns/row cold, %6.0f warm  %8d bytes  %s%n",
        trainer.name(),
        (trained - start) / 1e9,
        (loaded - trained) / 1_000_000,
        (double) (cold - loaded) / scores.length,
        (double) (warm - cold) / scores.length,
        artifact.length,
        Fingerprint.of(scores).head(12));
  }
}
