package dev.nightjar.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nightjar.dataset.DataEngine.Rows;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.model.Encoder;
import dev.nightjar.model.Feature;
import dev.nightjar.model.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every change of rows keeps to. */
class ChangeTest {

  private static final int N = 4_000;
  private static final Frame ROWS = rows();

  /** Delay with some missing, weekday as a number, carrier as a text with some missing. */
  private static Frame rows() {
    Random random = new Random(5);
    long[] keys = random.longs(N).toArray();
    double[] delay = new double[N];
    double[] weekday = new double[N];
    int[] carrier = new int[N];
    for (int i = 0; i < N; i++) {
      delay[i] = i % 50 == 0 ? Double.NaN : 20 * random.nextGaussian() + 7;
      weekday[i] = 1.0 + random.nextInt(7);
      carrier[i] = i % 40 == 0 ? -1 : random.nextInt(3);
    }
    return new Frame(
        N,
        List.of(
            new FrameColumn.Longs(Rows.KEY, keys),
            new FrameColumn.Numbers("delay", delay),
            new FrameColumn.Numbers("weekday", weekday),
            new FrameColumn.Texts("carrier", carrier, List.of("AA", "CO", "WN"))));
  }

  private static Probe probe(String column, double share, Change change) {
    return new Probe("a change", "recent", List.of(column), share, change);
  }

  static Stream<Probe> all() {
    return Stream.of(
        probe("delay", 1, new Noise(0.5, false)),
        probe("delay", 0.3, new Noise(3, true)),
        probe("delay", 0.3, new Missing()),
        probe("carrier", 0.3, new Missing()),
        probe("delay", 1, new Unit(0.621371, -32)),
        probe("carrier", 1, new Unseen()),
        probe("weekday", 0.2, new Unseen()),
        probe("delay", 1, new Permuted()),
        probe("carrier", 1, new Permuted()));
  }

  private static Object value(Frame frame, String column, int row) {
    FrameColumn of = frame.column(column);
    if (of instanceof FrameColumn.Texts texts) {
      int code = texts.codes()[row];
      return code < 0 ? "–" : texts.dictionary().get(code);
    }
    return ((FrameColumn.Numbers) of).values()[row];
  }

  private static List<Object> values(Frame frame, String column) {
    return IntStream.range(0, frame.rows()).mapToObj(row -> value(frame, column, row)).toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void theOrderOfRowsDoesNotMatter(Probe probe) {
    String column = probe.columns().get(0);
    List<Integer> shuffled = new ArrayList<>(IntStream.range(0, N).boxed().toList());
    Collections.shuffle(shuffled, new Random(7));
    int[] order = shuffled.stream().mapToInt(Integer::intValue).toArray();
    Probe.Changed straight = probe.of(ROWS, 42);
    Probe.Changed turned = probe.of(ROWS.at(order), 42);
    assertThat(values(turned.frame(), column))
        .isEqualTo(values(straight.frame().at(order), column));
    assertThat(turned.rows()).isEqualTo(straight.rows()).isPositive();
    assertThat(values(probe.of(ROWS, 43).frame(), column).equals(values(straight.frame(), column)))
        .as("another seed changes what is drawn, and nothing else")
        .isEqualTo(
            probe.change() instanceof Unit
                || (probe.change() instanceof Noise && probe.share() > 2));
  }

  @ParameterizedTest
  @MethodSource("all")
  void nothingElseChangesAndMissingValuesStayMissing(Probe probe) {
    Frame before = rows();
    Frame after = probe.of(ROWS, 42).frame();
    String column = probe.columns().get(0);
    for (String other : List.of("delay", "weekday", "carrier")) {
      assertThat(values(ROWS, other)).as("the rows themselves").isEqualTo(values(before, other));
      if (!other.equals(column)) {
        assertThat(values(after, other)).isEqualTo(values(before, other));
      }
    }
    if (!(probe.change() instanceof Permuted)) {
      for (int row = 0; row < N; row++) {
        Object was = value(before, column, row);
        if (was.equals("–") || was.equals(Double.NaN)) {
          assertThat(value(after, column, row)).isEqualTo(was);
        }
      }
    }
  }

  @Test
  void noiseHasTheSizeThatItSays() {
    double[] before = ROWS.numbers("delay");
    double[] after = probe("delay", 1, new Noise(0.5, false)).of(ROWS, 42).frame().numbers("delay");
    double[] added =
        IntStream.range(0, N)
            .filter(i -> !Double.isNaN(before[i]))
            .mapToDouble(i -> after[i] - before[i])
            .toArray();
    double mean = Arrays.stream(added).average().orElseThrow();
    double sd =
        Math.sqrt(Arrays.stream(added).map(a -> (a - mean) * (a - mean)).average().orElseThrow());
    assertThat(mean).isCloseTo(0, within(0.5));
    assertThat(sd).as("half of about 20").isCloseTo(10, within(0.5));
    assertThat(probe("delay", 1, new Noise(3, true)).of(ROWS, 42).rows()).isEqualTo(added.length);
  }

  @Test
  void aShareOfTheRowsIsMissingTogether() {
    Probe probe = new Probe("no feed", "recent", List.of("delay", "weekday"), 0.3, new Missing());
    Frame after = probe.of(ROWS, 42).frame();
    double[] delay = after.numbers("delay");
    double[] weekday = after.numbers("weekday");
    long gone = Arrays.stream(weekday).filter(Double::isNaN).count();
    assertThat((double) gone / N).isCloseTo(0.3, within(0.03));
    for (int row = 0; row < N; row++) {
      if (Double.isNaN(weekday[row])) {
        assertThat(delay[row]).isNaN();
      }
    }
    assertThat(probe.words()).isEqualTo("delay, weekday missing in 30 % of the rows");
  }

  @Test
  void permutedValuesAreTheSameAsAWhole() {
    double[] before = ROWS.numbers("delay").clone();
    double[] after = probe("delay", 1, new Permuted()).of(ROWS, 42).frame().numbers("delay");
    assertThat(after).isNotEqualTo(before);
    double[] sorted = after.clone();
    Arrays.sort(sorted);
    Arrays.sort(before);
    assertThat(sorted).isEqualTo(before);
  }

  /** A model meets them as it would in serving. */
  @Test
  void anEncoderTakesTheUnseenForOthersAndTheMissingForMissing() {
    List<Feature> features =
        List.of(
            new Feature("delay", Feature.Kind.INFERRED),
            new Feature("weekday", Feature.Kind.CATEGORICAL),
            new Feature("carrier", Feature.Kind.INFERRED));
    Encoder encoder = Encoder.fit(ROWS, features, true);
    Frame unseen =
        new Probe("u", "recent", List.of("weekday", "carrier"), 1, new Unseen())
            .of(ROWS, 42)
            .frame();
    Matrix matrix = encoder.encode(unseen);
    assertThat(column(encoder, matrix, "weekday = 3")).containsOnly(0f);
    assertThat(column(encoder, matrix, "carrier = CO")).containsOnly(0f);
    Frame missing = probe("carrier", 1, new Missing()).of(ROWS, 42).frame();
    assertThat(column(encoder, encoder.encode(missing), "carrier is missing")).containsOnly(1f);
    Frame gone = probe("delay", 1, new Missing()).of(ROWS, 42).frame();
    assertThat(column(encoder, encoder.encode(gone), "delay is missing")).containsOnly(1f);
  }

  private static List<Float> column(Encoder encoder, Matrix matrix, String name) {
    int at = encoder.columns().indexOf(name);
    assertThat(at).as(name).isNotNegative();
    return IntStream.range(0, matrix.rows())
        .mapToObj(row -> matrix.values()[row * matrix.columns() + at])
        .toList();
  }

  @Test
  void whatDoesNotSuitAColumnIsSaid() {
    Set<String> names = Set.of("weekday");
    assertThat(probe("carrier", 1, new Noise(1, false)).unsuited(ROWS, names))
        .isEqualTo(
            "carrier holds texts, and cannot be changed so: noise of 1 standard deviations.");
    assertThat(probe("weekday", 1, new Unit(2, 0)).unsuited(ROWS, names))
        .isEqualTo("weekday holds categories, and cannot be changed so: times 2.");
    assertThat(probe("delay", 1, new Unseen()).unsuited(ROWS, names))
        .isEqualTo("delay holds numbers, and cannot be changed so: a category never seen.");
    all().forEach(p -> assertThat(p.unsuited(ROWS, names)).isNull());
  }

  @Test
  void whatMeansNothingIsRefused() {
    assertThatThrownBy(() -> new Noise(0, false)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new Unit(1, 0)).hasMessageContaining("change nothing");
    assertThatThrownBy(() -> new Unit(0, 3)).hasMessageContaining("not 0");
    assertThatThrownBy(() -> probe("delay", 0, new Missing())).hasMessageContaining("found 0 %");
    assertThatThrownBy(() -> new Probe("a under b", "r", List.of("x"), 1, new Missing()))
        .hasMessageContaining("not by \"under\"");
    assertThatThrownBy(() -> new Probe("a", "r", List.of("x", "x"), 1, new Missing()))
        .hasMessageContaining("each once");
  }

  @Test
  void aSampleIsOfTheSameRowsInWhateverOrder() {
    long[] keys = ((FrameColumn.Longs) ROWS.column(Rows.KEY)).values();
    int[] sample = new RowDraws(42, keys).sample(100);
    assertThat(sample).hasSize(100).isSorted();
    long[] turned = new long[N];
    for (int i = 0; i < N; i++) {
      turned[i] = keys[N - 1 - i];
    }
    int[] again = new RowDraws(42, turned).sample(100);
    assertThat(Arrays.stream(again).map(i -> N - 1 - i).sorted().toArray()).isEqualTo(sample);
    assertThat(new RowDraws(42, new long[7]).sample(3)).as("rows that are alike").hasSize(3);
    assertThat(new RowDraws(42, keys).sample(N)).hasSize(N);
  }
}
