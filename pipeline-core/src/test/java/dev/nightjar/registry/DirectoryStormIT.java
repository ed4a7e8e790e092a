package dev.nightjar.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry on a disk whose writers are killed; {@code -Dstorm.kills=3000} for more of it. */
@Timeout(7200)
final class DirectoryStormIT {

  private static final int KILLS = Integer.getInteger("storm.kills", 240);

  @TempDir Path scratch;

  @Test
  void killedWritersLoseAndDoubleNothing(TestReporter reporter) throws Exception {
    Storm.Result result = DirectoryStorm.rage(scratch, KILLS, 20261126);
    reporter.publishEntry("storm", result.toString());
    assertThat(result.acknowledged()).isGreaterThan(KILLS);
  }
}
