package dev.nightjar.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvCellsTest {

  @Test
  void whatHasToBeIsQuoted() {
    assertThat(CsvCells.text("D-17 north")).isEqualTo("D-17 north");
    assertThat(CsvCells.text("")).isEmpty();
    assertThat(CsvCells.text("a=1, b=2")).isEqualTo("\"a=1, b=2\"");
    assertThat(CsvCells.text("say \"x\"")).isEqualTo("\"say \"\"x\"\"\"");
    assertThat(CsvCells.text("two\nlines")).isEqualTo("\"two\nlines\"");
  }

  @Test
  void noTextBecomesAFormula() {
    assertThat(CsvCells.text("=HYPERLINK(\"http://x\")"))
        .isEqualTo("\"'=HYPERLINK(\"\"http://x\"\")\"");
    assertThat(CsvCells.text("+cmd|'/c calc'!A1")).isEqualTo("'+cmd|'/c calc'!A1");
    assertThat(CsvCells.text("-2+3")).isEqualTo("'-2+3");
    assertThat(CsvCells.text("@SUM(A1)")).isEqualTo("'@SUM(A1)");
    assertThat(CsvCells.text("\t=1")).isEqualTo("'\t=1");
    assertThat(CsvCells.text("\r=1")).isEqualTo("\"'\r=1\"");
    assertThat(CsvCells.text("-5")).isEqualTo("-5");
    assertThat(CsvCells.text("+4.25")).isEqualTo("+4.25");
  }
}
