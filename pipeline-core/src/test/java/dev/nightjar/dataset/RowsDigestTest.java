package dev.nightjar.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.store.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowsDigestTest {

  private static final Schema AB =
      new Schema(List.of(new Column("a", ColumnType.TEXT), new Column("b", ColumnType.DOUBLE)));
  private static final Schema BA =
      new Schema(List.of(new Column("b", ColumnType.DOUBLE), new Column("a", ColumnType.TEXT)));

  @Test
  void orderDoesNotMatterAndRepetitionDoes() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(new Pair("t" + i % 150, i % 150, false));
    }
    Digest digest = digest(AB, rows);
    Collections.shuffle(rows, new Random(7));
    assertThat(digest(AB, rows)).isEqualTo(digest);
    rows.remove(0);
    assertThat(digest(AB, rows)).isNotEqualTo(digest);
  }

  @Test
  void orderOfColumnsDoesNotMatterAndNamesDo() {
    assertThat(digest(BA, List.of(new Pair("x", 1, true))))
        .isEqualTo(digest(AB, List.of(new Pair("x", 1, false))));
    Schema other =
        new Schema(List.of(new Column("c", ColumnType.TEXT), new Column("d", ColumnType.DOUBLE)));
    assertThat(digest(other, List.of(new Pair("x", 1, false))))
        .isNotEqualTo(digest(AB, List.of(new Pair("x", 1, false))));
  }

  @Test
  void zeroesAreEqual() {
    assertThat(digest(AB, List.of(new Pair("x", -0.0, false))))
        .isEqualTo(digest(AB, List.of(new Pair("x", 0.0, false))));
  }

  @Test
  void wholeNumbersAreTheSameAsIntegersAndAsDoubles() {
    Schema whole =
        new Schema(List.of(new Column("a", ColumnType.TEXT), new Column("b", ColumnType.INTEGER)));
    assertThat(digest(whole, List.of(new Pair("x", 7, false))))
        .isEqualTo(digest(AB, List.of(new Pair("x", 7, false))))
        .isNotEqualTo(digest(AB, List.of(new Pair("x", 7.5, false))));
  }

  private static Digest digest(Schema schema, List<? extends Row> rows) {
    RowsDigest digest = new RowsDigest(schema);
    rows.forEach(digest::add);
    assertThat(digest.rows()).isEqualTo(rows.size());
    return digest.digest();
  }

  private record Pair(String text, double number, boolean turned) implements Row {
    @Override
    public boolean missing(int column) {
      return false;
    }

    @Override
    public long whole(int column) {
      return (long) number;
    }

    @Override
    public double number(int column) {
      assertThat(column).isEqualTo(turned ? 0 : 1);
      return number;
    }

    @Override
    public String text(int column) {
      return text;
    }
  }
}
