package dev.nightjar.schedules.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.run.LogLine;
import dev.nightjar.run.LogLine.Level;
import dev.nightjar.run.RunId;
import dev.nightjar.run.RunLogs;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class RunLinesTest {

  private static final Instant NOON = Instant.parse("2011-06-16T12:00:00Z");
  private static final RunId RUN = new RunId("00c0ffee");

  @Test
  void whatARunsThreadsSayIsInItsLogAndNothingElseIs() throws Exception {
    RunLogProvider provider = new RunLogProvider();
    provider.initialize();
    Logger logger = provider.getLoggerFactory().getLogger("some.Library");
    List<LogLine> heard = Collections.synchronizedList(new ArrayList<>());

    logger.warn("before");
    provider.getMDCAdapter().put(RunLogs.CONTEXT, RUN.hex());
    try (RunLogs.Capture.Listening on =
        new RunLines(InstantSource.fixed(NOON)).begin(RUN, heard::add)) {
      assertThat(on).isNotNull();
      logger.warn("slow: {} s", 7);
      Thread child = new Thread(() -> logger.error("broken", new IllegalStateException("why")));
      child.start();
      child.join();
      logger.debug("not even on standard error");
      provider.getMDCAdapter().remove(RunLogs.CONTEXT);
      logger.warn("of nobody");
      provider.getMDCAdapter().put(RunLogs.CONTEXT, "11111111");
      logger.warn("of another run");
    }
    provider.getMDCAdapter().put(RunLogs.CONTEXT, RUN.hex());
    logger.warn("after");

    assertThat(heard)
        .containsExactly(
            LogLine.of(NOON, Level.WARN, null, "slow: 7 s"),
            LogLine.of(NOON, Level.ERROR, null, "broken: java.lang.IllegalStateException: why"));
  }
}
