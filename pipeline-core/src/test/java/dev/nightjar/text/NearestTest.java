package dev.nightjar.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  private static final List<String> NAMES = List.of("features", "label", "train", "test_sets");

  @Test
  void findsTheNameThatWasMeant() {
    assertThat(Nearest.of("featurs", NAMES)).contains("features");
    assertThat(Nearest.of("lable", NAMES)).contains("label");
    assertThat(Nearest.of("TEST_SET", NAMES)).contains("test_sets");
  }

  @Test
  void isSilentWhenNothingIsNear() {
    assertThat(Nearest.of("zebra_crossing", NAMES)).isEmpty();
    assertThat(Nearest.hint("zebra_crossing", NAMES)).isEmpty();
    assertThat(Nearest.hint("trian", NAMES)).isEqualTo("; did you mean train?");
  }
}
