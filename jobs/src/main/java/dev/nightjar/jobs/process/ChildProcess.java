package dev.nightjar.jobs.process;

import dev.nightjar.run.Failure;
import dev.nightjar.run.FailureClass;
import dev.nightjar.run.Operator;
import dev.nightjar.run.StepAnswer;
import dev.nightjar.run.StepFailure;
import dev.nightjar.run.StepOrder;
import dev.nightjar.run.StepOrders;
import dev.nightjar.run.StepOutput;
import dev.nightjar.run.StepTask;
import dev.nightjar.run.WorkerExit;
import dev.nightjar.store.ObjectKey;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Executes steps in child processes, each with a heap of its own. A child hears what to do, and
 * answers, through the object store. It lives as long as its standard input says something, and is
 * ended with everything that it started when nobody waits for it any more.
 *
 * <p>Parameter: {@code heap}, such as {@code 4g}. Thread-safe.
 */
public final class ChildProcess implements Operator {

  /** Its name. */
  public static final String NAME = "child-process";

  /** So often a child hears that it is still wanted. */
  private static final Duration BEAT = Duration.ofSeconds(1);

  /** So long a child may take to end when it is told to, before it is killed. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private static final String HEAP = "heap";

  private final ChildProgram program;
  private final StepOrders orders;
  private final Path folders;

  /**
   * An operator.
   *
   * @param folders where each child gets a folder, which is deleted at its end
   */
  public ChildProcess(ChildProgram program, StepOrders orders, Path folders) {
    this.program = program;
    this.orders = orders;
    this.folders = folders;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public StepOutput execute(StepTask task) throws IOException, InterruptedException {
    ObjectKey order = orders.place(StepOrder.of(task));
    Optional<StepAnswer> known = orders.answer(order);
    return known.isPresent() ? known.get().orThrow() : child(order, task);
  }

  private StepOutput child(ObjectKey order, StepTask task)
      throws IOException, InterruptedException {
    Object heap = task.step().operator().parameters().get(HEAP);
    String memory = heap == null ? null : heap.toString();
    Files.createDirectories(folders);
    Path folder = Files.createTempDirectory(folders, "step");
    ChildVoice voice = new ChildVoice(task.context().progress());
    try {
      int code = ended(start(program.command(order, memory, folder)), voice);
      Optional<StepAnswer> answer = orders.answer(order);
      // A child that was killed behind its answer has done its work.
      if (answer.isPresent()) {
        return answer.get().orThrow();
      }
      throw failure(code, memory, voice.lastWords());
    } finally {
      delete(folder);
    }
  }

  private static StepFailure failure(int code, @Nullable String heap, String lastWords) {
    String words = heap == null ? "the heap that its JVM takes by itself" : "a heap of " + heap;
    Failure failure = WorkerExit.reason(code, words, lastWords);
    return new StepFailure(failure.failureClass(), failure.message());
  }

  private static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command).start();
    } catch (IOException e) {
      throw new StepFailure(
          FailureClass.INFRA, "its process could not be started: " + e.getMessage(), e);
    }
  }

  private static int ended(Process child, ChildVoice voice) throws InterruptedException {
    ProcessTree tree = new ProcessTree(child.toHandle());
    try (OutputStream beats = child.getOutputStream()) {
      voice.listen(child);
      while (!child.waitFor(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
        tree.look();
        beat(beats);
      }
    } catch (IOException e) {
      // It has ended, and with it the pipe that is closed here.
    } finally {
      tree.end(GRACE);
    }
    voice.awaitEnd();
    return child.waitFor();
  }

  private static void beat(OutputStream beats) {
    try {
      beats.write('\n');
      beats.flush();
    } catch (IOException e) {
      // It listens no more; its end says why.
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // It is in the scratch folder, where nothing matters.
    }
  }
}
