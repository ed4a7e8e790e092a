package dev.nightjar.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void aMinusIsARealOneAndZeroHasNone() {
    assertThat(Figures.fixed(-0.0008, 4)).isEqualTo("−0.0008");
    assertThat(Figures.fixed(-0.00001, 4)).isEqualTo("0.0000");
    assertThat(Figures.signed(0.0003, 4)).isEqualTo("+0.0003");
    assertThat(Figures.signed(-0.0, 2)).isEqualTo("0.00");
    assertThat(Figures.interval(-0.0008, 0.0014, 4)).isEqualTo("[−0.0008, 0.0014]");
  }

  @Test
  void halfAnIntervalHasTwoSignificantDigits() {
    assertThat(Figures.decimals(0.0011)).isEqualTo(4);
    assertThat(Figures.decimals(0.029)).isEqualTo(3);
    assertThat(Figures.decimals(12)).isEqualTo(0);
    assertThat(Figures.decimals(0)).isEqualTo(4);
    assertThat(Figures.decimals(Double.NaN)).isEqualTo(4);
  }

  @Test
  void roundingNeverMovesAValueAcrossItsBound() {
    assertThat(Figures.decimalsBeside(0.00204, 0.002, 4)).isEqualTo(5);
    assertThat(Figures.decimalsBeside(0.002, 0.002, 4)).isEqualTo(4);
    assertThat(Figures.decimalsBeside(Double.NaN, 0.002, 4)).isEqualTo(4);
  }

  @Test
  void countsSizesAndShares() {
    assertThat(Figures.count(38412)).isEqualTo("38,412");
    assertThat(Figures.count(1, "gate")).isEqualTo("1 gate");
    assertThat(Figures.bytes(20_000_000)).isEqualTo("20 MB");
    assertThat(Figures.bytes(812)).isEqualTo("812 B");
    assertThat(Figures.percent(0.95)).isEqualTo("95 %");
    assertThat(Figures.percent(0.999)).isEqualTo("99.9 %");
    assertThat(Figures.plain(2e7)).isEqualTo("20,000,000");
    assertThat(Figures.plain(0.002)).isEqualTo("0.002");
    assertThat(Figures.brief(0.12345678)).isEqualTo("0.12345678");
    assertThat(Figures.brief(1.7550625836065037)).isEqualTo("1.755");
    assertThat(Figures.brief(-123456.789012)).isEqualTo("−123,500");
    assertThat(Figures.brief(Double.NaN)).isEqualTo(Figures.plain(Double.NaN));
  }

  @Test
  void whatIsNoNumberSaysSo() {
    assertThat(Figures.fixed(Double.NaN, 2)).isEqualTo("not a number");
    assertThat(Figures.fixed(Double.NEGATIVE_INFINITY, 2)).isEqualTo("−∞");
  }
}
