package dev.nightjar.jobs.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.dataset.RowSource;
import dev.nightjar.dataset.Segment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person finds a row by. */
class RowNamesTest {

  @TempDir Path dir;
  private SourceFixture source = new SourceFixture(Path.of(""));

  @BeforeEach
  void twoFiles() throws Exception {
    source =
        new SourceFixture(dir)
            .schema("d", ColumnType.DATE, "id", ColumnType.INTEGER, "x", ColumnType.TEXT);
    segment("a", rows("(9007199254740993, 'p'), (2, 'q'), (NULL, 'r')"));
    segment("b", rows("(4, NULL), (5, 't'), (5, 't')"));
  }

  /** A segment that knows its three rows. */
  private void segment(String name, String query) throws Exception {
    Path file = source.file(name, query);
    Segment made = source.files.remove(source.files.size() - 1).segment();
    Segment whole =
        new Segment(
            made.name(),
            made.kind(),
            made.digest(),
            made.bytes(),
            3,
            made.rowsDigest(),
            made.from(),
            made.to());
    source.files.add(new RowSource.LocalFile(whole, file));
  }

  private static String rows(String values) {
    return "SELECT DATE '2011-01-01' AS d, id::BIGINT AS id, x FROM (VALUES "
        + values
        + ") v(id, x)";
  }

  /** The names of all rows, in their order. */
  private List<String> names() throws Exception {
    try (Rows rows = source.open()) {
      Frame frame = rows.read(source.all(), List.of(), List.of());
      long[] keys = ((FrameColumn.Longs) frame.column(Rows.KEY)).values();
      List<Long> wanted = LongStream.of(keys).boxed().toList();
      Map<Long, String> names = rows.names(source.all(), wanted);
      assertThat(rows.names(source.all(), wanted.subList(0, 1))).hasSize(1);
      assertThat(rows.names(source.all(), List.of())).isEmpty();
      List<Long> many = new ArrayList<>(wanted);
      LongStream.range(0, 2_000).forEach(many::add);
      assertThat(rows.names(source.all(), many)).isEqualTo(names);
      return wanted.stream().map(names::get).toList();
    }
  }

  @Test
  void anIdIsToldWithAllItsDigits() throws Exception {
    source.id = List.of("id");
    assertThat(names()).containsExactly("9007199254740993", "2", "(missing)", "4", "5", "5");
  }

  @Test
  void anIdOfSeveralColumnsNamesThem() throws Exception {
    source.id = List.of("id", "x");
    assertThat(names())
        .startsWith("id=9007199254740993, x=p", "id=2, x=q", "id=(missing), x=r")
        .endsWith("id=4, x=(missing)", "id=5, x=t", "id=5, x=t");
  }

  @Test
  void withoutAnIdItIsTheSegmentAndTheFirstRowInItThatIsSo() throws Exception {
    String a = source.files.get(0).segment().name();
    String b = source.files.get(1).segment().name();
    assertThat(names())
        .containsExactly(
            a + " row 1", a + " row 2", a + " row 3", b + " row 1", b + " row 2", b + " row 2");
    source.where = new Expression("id BETWEEN 2 AND 5");
    assertThat(names()).startsWith(a + " row 2").endsWith(b + " row 2");
  }
}
