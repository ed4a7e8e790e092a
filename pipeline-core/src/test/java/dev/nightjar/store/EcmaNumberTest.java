package dev.nightjar.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EcmaNumberTest {

  /** RFC 8785, appendix B. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000,0",
    "8000000000000000,0",
    "0000000000000001,5e-324",
    "8000000000000001,-5e-324",
    "7fefffffffffffff,1.7976931348623157e+308",
    "ffefffffffffffff,-1.7976931348623157e+308",
    "4340000000000000,9007199254740992",
    "c340000000000000,-9007199254740992",
    "4430000000000000,295147905179352830000",
    "44b52d02c7e14af5,9.999999999999997e+22",
    "44b52d02c7e14af6,1e+23",
    "44b52d02c7e14af7,1.0000000000000001e+23",
    "444b1ae4d6e2ef4e,999999999999999700000",
    "444b1ae4d6e2ef4f,999999999999999900000",
    "444b1ae4d6e2ef50,1e+21",
    "3eb0c6f7a0b5ed8c,9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d,0.000001",
    "41b3de4355555553,333333333.3333332",
    "41b3de4355555554,333333333.33333325",
    "41b3de4355555555,333333333.3333333",
    "41b3de4355555556,333333333.3333334",
    "41b3de4355555557,333333333.33333343",
    "becbf647612f3696,-0.0000033333333333333333",
    "43143ff3c1cb0959,1424953923781206.2",
  })
  void writesTheNumbersOfTheStandard(String bits, String expected) {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(EcmaNumber.text(value)).isEqualTo(expected);
  }

  /** Doubles for which JDK 17 prints too many or other digits, and powers of two. */
  @ParameterizedTest
  @CsvSource({
    "2.0E-3,0.002",
    "2.2250738585072014E-308,2.2250738585072014e-308",
    "2.0E23,2e+23",
    "1.0E23,1e+23",
    "8.41E21,8.41e+21",
    "5.684341886080802E-14,5.684341886080802e-14",
    "9.5367431640625E-7,9.5367431640625e-7",
    "0.1,0.1",
    "123456.789,123456.789",
    "1.0E20,100000000000000000000",
  })
  void writesTheShortest(double value, String expected) {
    assertThat(EcmaNumber.text(value)).isEqualTo(expected);
  }

  @Test
  void readsBackAndNothingShorterDoes() {
    SplittableRandom random = new SplittableRandom(8785);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (!Double.isFinite(value)) {
        continue;
      }
      String text = EcmaNumber.text(value);
      assertThat(Double.parseDouble(text)).isEqualTo(value);
      BigDecimal written = new BigDecimal(text).stripTrailingZeros();
      if (written.precision() > 1) {
        BigDecimal step = BigDecimal.ONE.scaleByPowerOfTen(1 - written.scale());
        BigDecimal below = written.divideToIntegralValue(step).multiply(step);
        BigDecimal above = below.add(step.multiply(BigDecimal.valueOf(written.signum())));
        assertThat(below.doubleValue()).as(text).isNotEqualTo(value);
        assertThat(above.doubleValue()).as(text).isNotEqualTo(value);
      }
    }
  }

  @Test
  void equalsTheSearch() {
    SplittableRandom random = new SplittableRandom(754);
    for (int i = 0; i < 50_000; i++) {
      double any = Double.longBitsToDouble(random.nextLong());
      double share = random.nextDouble();
      double subnormal = Double.longBitsToDouble(random.nextLong() >>> 12);
      double rounded = Math.rint(share * 1e6) / Math.pow(10, random.nextInt(24));
      for (double value : new double[] {any, share, subnormal, rounded}) {
        double positive = Math.abs(value);
        boolean whole = Math.rint(positive) == positive && positive < 0x1p53;
        if (Double.isFinite(positive) && !whole) {
          assertThat(EcmaNumber.text(positive)).isEqualTo(EcmaNumber.searched(positive));
        }
      }
    }
  }

  @Test
  void agreesWithNewerJdks() {
    Assumptions.assumeTrue(
        Runtime.version().feature() >= 19, "Double.toString is the shortest from JDK 19 on");
    SplittableRandom random = new SplittableRandom(25);
    for (int i = 0; i < 200_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        BigDecimal theirs = new BigDecimal(Double.toString(value));
        BigDecimal ours = new BigDecimal(EcmaNumber.text(value));
        // Theirs has two digits at least, even when one would do.
        if (theirs.precision() > 2) {
          assertThat(ours).as(Double.toString(value)).isEqualByComparingTo(theirs);
        }
      }
    }
  }
}
