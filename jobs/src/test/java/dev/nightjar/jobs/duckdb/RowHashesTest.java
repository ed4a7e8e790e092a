package dev.nightjar.jobs.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.dataset.ColumnType;
import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.dataset.Leakage;
import dev.nightjar.dataset.RowKeys;
import dev.nightjar.dataset.RowSelection;
import dev.nightjar.dataset.RowSource;
import dev.nightjar.dataset.Span;
import dev.nightjar.dataset.Split;
import dev.nightjar.store.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowHashesTest {

  private SourceFixture source;

  @BeforeEach
  void prepare(@TempDir Path folder) {
    source = new SourceFixture(folder);
  }

  /** The key as its definition says, made without the engine. */
  private static long key(String text) throws Exception {
    byte[] md5 = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
    String hex = HexFormat.of().formatHex(md5).substring(0, 16);
    return Long.parseUnsignedLong(hex, 16) ^ Long.MIN_VALUE;
  }

  private static int bucket(String salt, String text) {
    return (int) (Long.parseLong(Digest.of(salt + '\u001f' + text).head(8), 16) % 10_000);
  }

  private long[] keys() throws Exception {
    try (Rows rows = source.open()) {
      return ((FrameColumn.Longs) rows.read(source.all(), List.of(), List.of()).column(Rows.KEY))
          .values();
    }
  }

  @Test
  void aKeyIsWhatItsDefinitionSays() throws Exception {
    source.schema(
        "d",
        ColumnType.DATE,
        "x",
        ColumnType.DOUBLE,
        "t",
        ColumnType.TEXT,
        "B",
        ColumnType.BOOLEAN,
        "n",
        ColumnType.INTEGER,
        "s",
        ColumnType.TIMESTAMP);
    source.file(
        "a",
        "SELECT * FROM (VALUES (DATE '2011-06-15', 0.1::DOUBLE, 'zoë', true, 7,"
            + " TIMESTAMP '1970-01-01 00:00:01'),"
            + " (DATE '2011-06-15', -0.0::DOUBLE, '', NULL, NULL, NULL),"
            + " (DATE '2011-06-15', 'nan'::DOUBLE, '1:x', NULL, NULL, NULL))"
            + " v(d, x, t, B, n, s)");
    assertThat(keys())
        .containsExactly(
            key("1:B4:true1:d10:2011-06-151:n1:71:s7:10000001:t3:zoë1:x19:0.10000000000000001"),
            key("1:d10:2011-06-151:t0:1:x1:0"),
            key("1:d10:2011-06-151:t3:1:x"));
    source.id = List.of("t", "n");
    assertThat(keys()).containsExactly(key("1:n1:71:t3:zoë"), key("1:t0:"), key("1:t3:1:x"));
  }

  @Test
  void aRowKeepsItsKeyWhenColumnsWidenJoinOrMove() throws Exception {
    source.schema("d", ColumnType.DATE, "n", ColumnType.INTEGER);
    source.file("a", "SELECT DATE '2011-01-01' AS d, range - 5 AS n FROM range(1000)");
    long[] before = keys();
    assertThat(Arrays.stream(before).distinct().count()).isEqualTo(1000);
    source.schema("new", ColumnType.TEXT, "n", ColumnType.DOUBLE, "d", ColumnType.DATE);
    assertThat(keys()).isEqualTo(before);
  }

  @Test
  void aRowWithoutAnIdIsItsOwnName() throws Exception {
    source.schema("d", ColumnType.DATE, "id", ColumnType.TEXT, "n", ColumnType.INTEGER);
    source.id = List.of("id");
    source.file(
        "a", "SELECT DATE '2011-01-01' AS d, NULL::VARCHAR AS id, range AS n FROM range(5)");
    assertThat(Arrays.stream(keys()).distinct().count()).isEqualTo(5);
  }

  @Test
  void aContentIsTheRowWithoutItsId() throws Exception {
    source.schema("id", ColumnType.INTEGER, "d", ColumnType.DATE, "n", ColumnType.INTEGER);
    source.file("a", "SELECT range AS id, DATE '2011-01-01' AS d, range // 2 AS n FROM range(4)");
    assertThat(contents()).isEqualTo(keys());
    source.id = List.of("id");
    assertThat(contents())
        .containsExactly(
            key("1:d10:2011-01-011:n1:0"),
            key("1:d10:2011-01-011:n1:0"),
            key("1:d10:2011-01-011:n1:1"),
            key("1:d10:2011-01-011:n1:1"));
    assertThat(Arrays.stream(keys()).distinct().count()).isEqualTo(4);
  }

  private long[] contents() throws Exception {
    try (Rows rows = source.open()) {
      return ((FrameColumn.Longs)
              rows.read(source.all(), List.of(), List.of()).column(Rows.CONTENT))
          .values();
    }
  }

  @Test
  void groupsStayWholeAndOnTheirSide() throws Exception {
    source.schema("d", ColumnType.DATE, "n", ColumnType.INTEGER, "g", ColumnType.TEXT);
    source.split = new Split(0.25, Split.By.HASH, "g", Span.ofDays(0), "salt");
    source.id = List.of("n");
    String rows =
        "SELECT DATE '2011-01-01' AS d, %d + range AS n,"
            + " CASE WHEN range %% 10 > 0 THEN 'g' || range %% 97 END AS g FROM range(%d)";
    source.file("a", rows.formatted(0, 2000));
    Map<Double, Boolean> sides = sides();
    assertThat(sides).hasSize(2000);
    source.file("b", rows.formatted(5000, 2000));
    Map<Double, Boolean> more = sides();
    assertThat(more).hasSize(4000).containsAllEntriesOf(sides);
    for (int n = 0; n < 2000; n++) {
      String text =
          n % 10 > 0
              ? "1:g" + ("g" + n % 97).length() + ":g" + n % 97
              : Long.toString(key("1:n" + Integer.toString(n).length() + ":" + n));
      assertThat(sides.get((double) n)).as("row " + n).isEqualTo(bucket("salt", text) < 2500);
    }
    long dev = more.values().stream().filter(side -> side).count();
    assertThat(dev).isBetween(700L, 1300L);
  }

  @Test
  void aGroupKeepsItsSideHoweverSegmentsComeGoAndMove() throws Exception {
    source.schema("d", ColumnType.DATE, "n", ColumnType.INTEGER, "g", ColumnType.INTEGER);
    source.split = new Split(0.3, Split.By.HASH, "g", Span.ofDays(0), "salt");
    String rows = "SELECT DATE '2011-01-01' AS d, %d + range AS n, hash(range + %d) %% 40 AS g";
    for (int i = 0; i < 6; i++) {
      source.file("f" + i, (rows + " FROM range(200)").formatted(i * 1000, i));
    }
    List<RowSource.LocalFile> all = List.copyOf(source.files);
    Map<Double, Boolean> known = sides();
    assertThat(known).hasSize(1200).containsValue(true).containsValue(false);
    Map<Double, Boolean> groups = groupSides();
    assertThat(groups).hasSizeGreaterThan(30);
    Random random = new Random(11);
    for (int round = 0; round < 12; round++) {
      List<RowSource.LocalFile> some = new ArrayList<>(all);
      Collections.shuffle(some, random);
      source.files.clear();
      source.files.addAll(some.subList(0, 1 + random.nextInt(6)));
      assertThat(known).as("round %d", round).containsAllEntriesOf(sides());
      assertThat(groups).as("round %d", round).containsAllEntriesOf(groupSides());
    }
  }

  @Test
  void groupsOfLargeNumbersAreNotTakenForOneAnother() throws Exception {
    source.schema("d", ColumnType.DATE, "n", ColumnType.INTEGER, "g", ColumnType.INTEGER);
    source.split = new Split(0.5, Split.By.HASH, "g", Span.ofDays(0), "salt");
    source.file(
        "a",
        "SELECT DATE '2011-01-01' AS d, range AS n, (1::BIGINT << 60) + range // 3 AS g"
            + " FROM range(600)");
    Map<RowSelection.Side, RowKeys> groups = new EnumMap<>(RowSelection.Side.class);
    try (Rows rows = source.open()) {
      for (RowSelection.Side side : RowSelection.Side.values()) {
        RowSelection selection = new RowSelection(source.all().range(), List.of(), side, null, 0);
        groups.put(side, RowKeys.groups(rows.read(selection, List.of(), List.of()), Rows.GROUP));
      }
    }
    RowKeys train = Objects.requireNonNull(groups.get(RowSelection.Side.TRAIN));
    RowKeys dev = Objects.requireNonNull(groups.get(RowSelection.Side.DEV));
    assertThat(train.size() + dev.size()).isEqualTo(200);
    assertThat(Leakage.groups("g", train, dev)).isEmpty();
  }

  /** Whether a group is on the dev side; it is on one. */
  private Map<Double, Boolean> groupSides() throws Exception {
    Map<Double, Boolean> sides = new TreeMap<>();
    try (Rows rows = source.open()) {
      for (RowSelection.Side side : RowSelection.Side.values()) {
        RowSelection selection = new RowSelection(source.all().range(), List.of(), side, null, 0);
        for (double g : rows.read(selection, List.of("g"), List.of()).numbers("g")) {
          Boolean before = sides.put(g, side == RowSelection.Side.DEV);
          assertThat(before).isIn(null, side == RowSelection.Side.DEV);
        }
      }
    }
    return sides;
  }

  /** Whether a row is on the dev side, by its number. */
  private Map<Double, Boolean> sides() throws Exception {
    Map<Double, Boolean> sides = new TreeMap<>();
    try (Rows rows = source.open()) {
      for (RowSelection.Side side : RowSelection.Side.values()) {
        RowSelection selection = new RowSelection(source.all().range(), List.of(), side, null, 0);
        for (double n : rows.read(selection, List.of("n"), List.of()).numbers("n")) {
          assertThat(sides.put(n, side == RowSelection.Side.DEV)).isNull();
        }
      }
    }
    return sides;
  }
}
