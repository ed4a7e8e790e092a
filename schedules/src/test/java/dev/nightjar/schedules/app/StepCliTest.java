package dev.nightjar.schedules.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nightjar step}, which operators type and people do not. */
class StepCliTest {

  @TempDir Path dir;

  private Terminal.Answer type(String... words) {
    return new Terminal(dir.resolve("workspace")).type(words);
  }

  @Test
  void itIsNotAmongTheVerbsAndSaysWhatItsExitCodesMean() {
    assertThat(Terminal.typeAlone("--help").out().lines())
        .noneMatch(line -> line.strip().startsWith("step "))
        .anyMatch(line -> line.strip().startsWith("run "));
    Terminal.Answer help = Terminal.typeAlone("step", "--help");
    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("operators, not by people", "10 to 17", "out of heap");
  }

  @Test
  void anOrderThatIsNoneIsNamed() {
    Terminal.Answer none =
        type("step", "runs/p/20110615T073000Z/0123abcd/tries/train-1-abc/order.json");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("has no order runs/p/20110615T073000Z/0123abcd/tries/train-1");
    assertThat(type("step", "no order").err()).contains("not an object key");
    assertThat(type("step").err()).contains("Missing required parameter: 'ORDER'");
  }
}
