package dev.nightjar.jobs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.registry.Storm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry in a bucket whose writers are killed; {@code -Dstorm.kills=3000} for more of it. */
@Timeout(7200)
final class S3StormIT {

  private static final int KILLS = Integer.getInteger("storm.kills", 60);

  @TempDir Path scratch;

  @Test
  void killedWritersLoseAndDoubleNothing(TestReporter reporter) throws Exception {
    Storm.Result result = S3Storm.rage(scratch, KILLS, 20261126);
    reporter.publishEntry("storm", result.toString());
    assertThat(result.acknowledged()).isGreaterThan(KILLS);
  }
}
