package dev.nightjar.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.run.StepProgress;
import dev.nightjar.store.ObjectKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildProgramTest {

  private static final ObjectKey ORDER = ObjectKey.of("runs", "p", "order.json");

  @Test
  void aChildHasItsParentsOptionsWithoutHeapAgentsAndPorts() {
    List<String> given =
        List.of(
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djdk.serialFilter=!*",
            "-Dh2.bindAddress=127.0.0.1",
            "-XX:SharedArchiveFile=nightjar.jsa",
            "-Xshare:auto",
            "-XX:Tier4InvocationThreshold=50000");
    List<String> own =
        List.of(
            "-Xmx9g",
            "-Xms1g",
            "-XX:MaxRAMPercentage=80",
            "-agentlib:jdwp=transport=dt_socket,server=y,address=5005",
            "-javaagent:x.jar",
            "-Dcom.sun.management.jmxremote.port=9010",
            "-Djava.io.tmpdir=/elsewhere",
            "-Dnightjar.terminal=true",
            "-XX:ArchiveClassesAtExit=x.jsa");
    List<String> all = new ArrayList<>(given);
    all.addAll(own);
    ChildProgram program =
        ChildProgram.current(all, ChildProgramTest.class, List.of("step", "--workspace", "w"));
    assertThat(program.options()).isEqualTo(given);
    List<String> command = program.command(ORDER, "4g", Path.of("own"));
    assertThat(command)
        .startsWith(program.java().toString())
        .contains("-Xmx4g", "-XX:+ExitOnOutOfMemoryError", "-Djava.io.tmpdir=own")
        .doesNotContainAnyElementsOf(own)
        .endsWith(
            ChildProgramTest.class.getName(),
            "step",
            "--workspace",
            "w",
            ORDER.path(),
            "--folder",
            "own",
            "--tethered");
    assertThat(program.command(ORDER, null, Path.of("own")))
        .noneMatch(option -> option.startsWith("-Xmx"));
  }

  @Test
  void progressIsALineThatComesBack() {
    List<String> heard = new ArrayList<>();
    StepProgress to = (fraction, text) -> heard.add(fraction + "|" + text);
    assertThat(ProgressLine.tell(ProgressLine.of(0.25, "25 of\n100"), to)).isTrue();
    assertThat(ProgressLine.tell(ProgressLine.of(Double.NaN, ""), to)).isTrue();
    assertThat(ProgressLine.tell("@progress half", to)).isFalse();
    assertThat(ProgressLine.tell("anything", to)).isFalse();
    assertThat(heard).containsExactly("0.25|25 of 100", "NaN|");
  }
}
