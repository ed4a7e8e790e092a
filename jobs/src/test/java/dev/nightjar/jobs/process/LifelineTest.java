package dev.nightjar.jobs.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LifelineTest {

  private final AtomicLong nanos = new AtomicLong();
  private int ends;
  private final Lifeline line = new Lifeline(nanos::get, () -> ends++);

  @Test
  void itIsCutWhenNothingMoreComesAndOnlyOnce() {
    assertThat(line.isCut()).isFalse();
    line.listen(new ByteArrayInputStream(new byte[] {'\n'}));
    assertThat(line.isCut()).isTrue();
    nanos.addAndGet(Lifeline.SILENCE.toNanos() * 2);
    line.look();
    assertThat(ends).isEqualTo(1);
  }

  @Test
  void itIsCutWhenItWasSilentForTooLong() {
    nanos.addAndGet(Lifeline.SILENCE.toNanos());
    line.look();
    assertThat(line.isCut()).isFalse();
    nanos.addAndGet(1);
    line.look();
    assertThat(line.isCut()).isTrue();
    assertThat(ends).isEqualTo(1);
  }

  @Test
  void eachBeatCountsAnew() {
    InputStream beats =
        new InputStream() {
          private int left = 3;

          @Override
          public int read() throws IOException {
            if (left-- == 0) {
              throw new IOException("the pipe is broken");
            }
            nanos.addAndGet(Duration.ofSeconds(29).toNanos());
            line.look();
            assertThat(line.isCut()).as("beat after 29 s").isFalse();
            return '\n';
          }

          @Override
          public int read(byte[] into, int from, int length) throws IOException {
            into[from] = (byte) read();
            return 1;
          }
        };
    line.listen(beats);
    assertThat(line.isCut()).as("a pipe that breaks").isTrue();
  }
}
