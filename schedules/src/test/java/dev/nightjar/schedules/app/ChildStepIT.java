package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.jobs.demo.WorldOptions;
import dev.nightjar.model.Candidate;
import dev.nightjar.run.RunId;
import dev.nightjar.run.RunState.Status;
import dev.nightjar.run.Slot;
import dev.nightjar.run.StepStore;
import dev.nightjar.schedules.NightListener;
import dev.nightjar.schedules.NightResult;
import dev.nightjar.schedules.Workspace;
import dev.nightjar.store.DirectoryStore;
import dev.nightjar.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Steps of real nights in real child processes, which are killed, starved and orphaned. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChildStepIT {

  private static final WorldOptions WORLD = WorldOptions.calm(3);
  private static final LocalDate NIGHT = WORLD.start().plusDays(WORLD.days() - 1);
  private static final String CHILD = "operators: {train: {operator: child-process, heap: 256m}}\n";

  private static final Duration POLL = Duration.ofMillis(20);

  @TempDir Path dir;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void end() {
    processes.forEach(Process::destroyForcibly);
  }

  private DemoWorkspace demo(String operators) throws IOException {
    DemoWorkspace demo = DemoWorkspace.make(dir.resolve("workspace"), WORLD, false);
    Files.writeString(demo.pipeline(), operators + Files.readString(demo.pipeline()));
    return demo;
  }

  private static NightResult run(DemoWorkspace where, NightListener listener) throws IOException {
    try (Workspace workspace = where.open()) {
      return workspace.nights().run(where.pipeline(), NIGHT, listener);
    }
  }

  private static Candidate candidate(DemoWorkspace where, NightResult night) throws IOException {
    try (ObjectStore store = DirectoryStore.open(where.folder().resolve("store"))) {
      Slot slot = Slot.of("deliveries", NIGHT.atTime(6, 0).toInstant(java.time.ZoneOffset.UTC));
      return new StepStore(store)
          .read(slot, new RunId(night.runId()), "train")
          .orElseThrow()
          .output()
          .as(Candidate.class);
    }
  }

  @Test
  void aNightWhoseStepsAreAllChildrenMakesTheSameModelAndTheSameVerdict() throws Exception {
    DemoWorkspace here = DemoWorkspace.make(dir.resolve("here"), WORLD, false);
    DemoWorkspace there =
        demo("operators: {default: {operator: child-process, heap: 256m}, decide: in-process}\n");
    List<String> progress = new ArrayList<>();
    NightResult inside = run(here, NightListener.silent());
    NightResult outside = run(there, new Heard(progress, new ArrayList<>()));
    assertThat(outside.state()).isEqualTo(Status.SUCCEEDED);
    assertThat(outside.verdict()).isEqualTo(inside.verdict());
    assertThat(outside.champion()).isEqualTo(inside.champion());
    Candidate model = candidate(there, outside);
    assertThat(model.fingerprint()).isEqualTo(candidate(here, inside).fingerprint());
    assertThat(model.pipeline())
        .as("how a step is executed changes no meaning")
        .isEqualTo(candidate(here, inside).pipeline());
    assertThat(progress).as("children tell how far they are").contains("recent", "fixed");
    assertThat(dir.resolve("workspace/scratch/runs")).isEmptyDirectory();
  }

  @Test
  void aChildThatIsKilledIsNamedAndTriedAgain() throws Exception {
    DemoWorkspace demo = demo(CHILD);
    List<String> failed = new ArrayList<>();
    CompletableFuture<Boolean> killed = new CompletableFuture<>();
    Thread killer =
        new Thread(
            () ->
                killed.complete(
                    await(() -> child(ProcessHandle.current())).orElseThrow().destroyForcibly()));
    killer.start();
    NightResult night = run(demo, new Heard(new ArrayList<>(), failed));
    assertThat(killed.get()).isTrue();
    assertThat(night.state()).isEqualTo(Status.SUCCEEDED);
    assertThat(failed).hasSize(1);
    assertThat(failed.get(0))
        .contains("killed by signal 9 (SIGKILL), probably by the system for want of memory")
        .contains("trying again in 10 s");
  }

  @Test
  void aHeapThatIsTooSmallIsNamedAndTheRunGoesOnWithAnother() throws Exception {
    DemoWorkspace demo = demo(CHILD.replace("256m", "16m"));
    Terminal.Answer answer =
        new Terminal(demo.folder())
            .type("run", demo.pipeline().toString(), "--date", NIGHT.toString());
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out().replaceAll("\\s+", " "))
        .contains("train: out of heap: its process had a heap of 16m")
        .contains("raise the heap of this step under operators");
    String text = Files.readString(demo.pipeline());
    Files.writeString(demo.pipeline(), text.replace("16m", "256m"));
    Terminal terminal = new Terminal(demo.folder());
    assertThat(terminal.type("runs", "resume", id(terminal)).code()).isZero();
    assertThat(terminal.type("runs", "show", id(terminal)).out())
        .containsPattern("snapshot +try 1 +REUSED")
        .containsPattern("train +try 1 +DONE");
  }

  @Test
  void aChildWhoseParentIsKilledEndsAndTheRunGoesOn() throws Exception {
    DemoWorkspace demo = demo(CHILD);
    Process parent = nightjar(demo);
    ProcessHandle child = await(() -> child(parent.toHandle())).orElseThrow();
    parent.destroyForcibly().waitFor();
    child.onExit().get(10, TimeUnit.SECONDS);
    assertThat(answers(demo)).as("it wrote nothing that somebody would take").isEmpty();

    Process again = nightjar(demo);
    assertThat(again.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(again.exitValue()).as(Files.readString(demo.folder().resolve("run.log"))).isZero();
    Terminal terminal = new Terminal(demo.folder());
    assertThat(terminal.type("runs", "list").out().strip().lines()).as("the same run").hasSize(1);
    assertThat(terminal.type("runs", "show", id(terminal)).out())
        .containsPattern("train +try 1 +LOST")
        .containsPattern("train +try 2 +DONE");
  }

  private static String id(Terminal terminal) {
    String list = terminal.type("runs", "list", "--output", "json").out();
    return list.replaceAll("(?s).*?\"id\"\\s*:\\s*\"([0-9a-f]{8})\".*", "$1");
  }

  @Test
  void aCancelledRunTakesItsChildWithIt() throws Exception {
    DemoWorkspace demo = demo(CHILD);
    String file = Files.readString(demo.pipeline());
    Files.writeString(
        demo.pipeline(), file.replace("trainer: logistic", "trainer: linear_sgd\n  epochs: 10000"));
    Process parent = nightjar(demo);
    ProcessHandle child = await(() -> child(parent.toHandle())).orElseThrow();
    Terminal terminal = new Terminal(demo.folder());
    String id = id(terminal);
    terminal.type("runs", "cancel", id, "--reason", "wrong data");
    child.onExit().get(60, TimeUnit.SECONDS);
    assertThat(parent.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(terminal.type("runs", "show", id).out()).contains("CANCELLED", "wrong data");
  }

  private Process nightjar(DemoWorkspace demo) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Djdk.serialFilter=!*",
                "-Dh2.bindAddress=127.0.0.1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                demo.pipeline().toString(),
                "--date",
                NIGHT.toString(),
                "--workspace",
                demo.folder().toString())
            .redirectErrorStream(true)
            .redirectOutput(demo.folder().resolve("run.log").toFile())
            .start();
    processes.add(process);
    return process;
  }

  private static List<Path> answers(DemoWorkspace demo) throws IOException {
    try (Stream<Path> files = Files.walk(demo.folder().resolve("store/runs"))) {
      return files.filter(f -> f.endsWith("answer.json")).toList();
    }
  }

  /** The child that does the step; there may be others, and one that has not become itself yet. */
  private static Optional<ProcessHandle> child(ProcessHandle parent) {
    return parent.descendants().filter(p -> commandLine(p).contains("/tries/train-")).findFirst();
  }

  // ProcessHandle does not tell long ones.
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return process.info().commandLine().orElse("");
    }
  }

  private static <T> Optional<T> await(Supplier<Optional<T>> what) {
    long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    Optional<T> found = what.get();
    while (found.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL.toNanos());
      found = what.get();
    }
    return found;
  }

  /** Notes what a person would see. */
  private record Heard(List<String> progress, List<String> failed) implements NightListener {

    @Override
    public void began(String pipeline, LocalDate date, String runId, boolean resumed) {}

    @Override
    public void step(String step) {}

    @Override
    public synchronized void progress(String step, double fraction, String text) {
      progress.add(text);
    }

    @Override
    public void finished(String step, String summary, Duration took) {}

    @Override
    public void failed(String step, String why) {
      failed.add(why);
    }
  }
}
