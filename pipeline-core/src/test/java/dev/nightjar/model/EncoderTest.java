package dev.nightjar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nightjar.dataset.DataException;
import dev.nightjar.dataset.Frame;
import dev.nightjar.dataset.FrameColumn;
import dev.nightjar.dataset.FrameColumn.Numbers;
import dev.nightjar.dataset.FrameColumn.Texts;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncoderTest {

  private static final double NA = Double.NaN;

  private static Frame frame(FrameColumn... columns) {
    return new Frame(columns[0].rows(), List.of(columns));
  }

  private static Numbers numbers(String name, double... values) {
    return new Numbers(name, values);
  }

  private static Texts texts(String name, String... values) {
    List<String> dictionary =
        Arrays.stream(values).filter(v -> !v.isEmpty()).distinct().sorted().toList();
    int[] codes = Arrays.stream(values).mapToInt(dictionary::indexOf).toArray();
    return new Texts(name, codes, dictionary);
  }

  private static Feature inferred(String name) {
    return new Feature(name, Feature.Kind.INFERRED);
  }

  private static float[] row(Matrix matrix, int row) {
    int width = matrix.columns();
    return Arrays.copyOfRange(matrix.values(), row * width, (row + 1) * width);
  }

  @Test
  void standardisesNumbersAndMarksMissingOnes() {
    Frame train = frame(numbers("a", 1, 3, NA, 5), numbers("b", 10, 20, 30, 40));
    Encoder encoder = Encoder.fit(train, List.of(inferred("a"), inferred("b")), true);
    assertThat(encoder.columns()).containsExactly("a", "a is missing", "b");
    Matrix matrix = encoder.encode(train);
    double sd = Math.sqrt(8.0 / 3);
    assertThat(row(matrix, 0)[0]).isCloseTo((float) (-2 / sd), within(1e-6f));
    assertThat(row(matrix, 2)).startsWith(0f, 1f);
    assertThat(row(matrix, 3)[2]).isCloseTo((float) (15 / Math.sqrt(125)), within(1e-6f));
  }

  @Test
  void aNumberThatIsMissingOnlyLaterIsTheMean() {
    Encoder encoder = Encoder.fit(frame(numbers("a", 1, 3)), List.of(inferred("a")), true);
    assertThat(encoder.encode(frame(numbers("a", NA))).values()).containsExactly(0f);
  }

  @Test
  void keepsNumbersAndNaNForTrees() {
    Frame train = frame(numbers("a", 1, NA, 5), numbers("b", 7, 7, NA));
    Encoder encoder = Encoder.fit(train, List.of(inferred("a"), inferred("b")), false);
    assertThat(encoder.encode(train).values()).containsExactly(1f, 7f, gap(), 7f, 5f, gap());
    assertThat(encoder.dropped()).isEmpty();
  }

  private static float gap() {
    return Float.NaN;
  }

  @Test
  void dropsWhatIsConstantAndSaysSo() {
    Frame train = frame(numbers("a", 4, 4), texts("t", "x", "x"), numbers("b", 1, 2));
    Encoder encoder =
        Encoder.fit(train, List.of(inferred("a"), inferred("t"), inferred("b")), true, 1);
    assertThat(encoder.columns()).containsExactly("b");
    assertThat(encoder.dropped()).extracting(Encoder.Dropped::name).containsExactly("a", "t");
    assertThat(encoder.dropped().get(0).reason()).isEqualTo("one value in all training rows");
  }

  @Test
  void aConstantWithGapsKeepsTheMarkOfItsGaps() {
    Frame train = frame(numbers("a", 4, NA, 4));
    Encoder encoder = Encoder.fit(train, List.of(inferred("a")), true);
    assertThat(encoder.columns()).containsExactly("a is missing");
    assertThat(encoder.encode(train).values()).containsExactly(0f, 1f, 0f);
  }

  @Test
  void givesFrequentTextsAColumnAndTheRestOne() {
    Frame train = frame(texts("t", "b", "a", "b", "a", "c", "", "b"));
    Encoder encoder = Encoder.fit(train, List.of(inferred("t")), true, 2);
    assertThat(encoder.columns()).containsExactly("t = a", "t = b", "t is other", "t is missing");
    Matrix matrix = encoder.encode(frame(texts("t", "a", "b", "c", "", "never seen")));
    assertThat(row(matrix, 0)).containsExactly(1, 0, 0, 0);
    assertThat(row(matrix, 1)).containsExactly(0, 1, 0, 0);
    assertThat(row(matrix, 2)).containsExactly(0, 0, 1, 0);
    assertThat(row(matrix, 3)).containsExactly(0, 0, 0, 1);
    assertThat(row(matrix, 4)).containsExactly(0, 0, 1, 0);
  }

  @Test
  void withoutAnOtherColumnAnUnseenTextIsAllZeros() {
    Frame train = frame(texts("t", "b", "a"));
    Encoder encoder = Encoder.fit(train, List.of(inferred("t")), true, 1);
    Matrix matrix = encoder.encode(frame(texts("t", "never seen", "", "b")));
    assertThat(matrix.values()).containsExactly(0, 0, 0, 0, 0, 1);
  }

  @Test
  void numbersCanBeCategories() {
    Frame train = frame(numbers("day", 2, 1, 2, 1, -0.0, 0.0, 9, NA));
    Encoder encoder =
        Encoder.fit(train, List.of(new Feature("day", Feature.Kind.CATEGORICAL)), true, 2);
    assertThat(encoder.columns())
        .containsExactly("day = 0", "day = 1", "day = 2", "day is other", "day is missing");
    Matrix matrix = encoder.encode(train);
    assertThat(row(matrix, 4)).containsExactly(1, 0, 0, 0, 0);
    assertThat(row(matrix, 6)).containsExactly(0, 0, 0, 1, 0);
    assertThat(row(matrix, 7)).containsExactly(0, 0, 0, 0, 1);
  }

  @Test
  void isTheSameAfterJson() throws Exception {
    Frame train =
        frame(
            numbers("a", 0.1, 1e-200, NA, 5),
            texts("t", "x", "y", "", "x"),
            numbers("c", 1, 2, 2.5, 1));
    List<Feature> features =
        List.of(inferred("a"), inferred("t"), new Feature("c", Feature.Kind.CATEGORICAL));
    Encoder encoder = Encoder.fit(train, features, true, 1);
    ObjectMapper json = new ObjectMapper();
    Encoder read = json.readValue(json.writeValueAsString(encoder), Encoder.class);
    assertThat(read).isEqualTo(encoder);
    assertThat(read.encode(train).values()).isEqualTo(encoder.encode(train).values());
  }

  @Test
  void encodesAPartOfTheRows() {
    double[] many = new double[2000];
    Arrays.setAll(many, i -> i % 7);
    Frame train = frame(numbers("a", many), numbers("b", many.clone()));
    Encoder encoder = Encoder.fit(train, List.of(inferred("a"), inferred("b")), true);
    float[] all = encoder.encode(train).values();
    assertThat(encoder.encode(train, 700, 1900).values())
        .isEqualTo(Arrays.copyOfRange(all, 1400, 3800));
  }

  @Test
  void aTinySpreadOnALargeOffsetIsScaled() {
    Frame train = frame(numbers("a", 1e15, 1e15 + 0.5, 1e15), numbers("b", 1e-300, 2e-300, 0));
    Encoder encoder = Encoder.fit(train, List.of(inferred("a"), inferred("b")), true);
    Matrix matrix = encoder.encode(train);
    assertThat(row(matrix, 1)[0]).isCloseTo(1.414f, within(0.3f));
    assertThat(row(matrix, 1)[1]).isCloseTo(1.2247f, within(1e-3f));
  }

  @Test
  void saysWhatIsWrongWithTrainingRows() {
    List<Feature> a = List.of(inferred("a"));
    assertThatThrownBy(() -> Encoder.fit(frame(numbers("a", NA, NA)), a, true))
        .isInstanceOf(DataException.class)
        .hasMessage("Feature a is missing in every training row.");
    assertThatThrownBy(() -> Encoder.fit(frame(texts("a", "", "")), a, true))
        .hasMessageContaining("missing in every");
    assertThatThrownBy(
            () -> Encoder.fit(frame(numbers("a", 1, Double.NEGATIVE_INFINITY, 1e300)), a, true))
        .hasMessage("Feature a is infinite, or too large for a model, in 2 rows.");
    assertThatThrownBy(() -> Encoder.fit(frame(numbers("ab", 1)), a, true))
        .hasMessageContaining("did you mean ab?");
    assertThatThrownBy(() -> Encoder.fit(frame(numbers("a")), a, true))
        .hasMessageContaining("no training rows");
    assertThatThrownBy(
            () ->
                Encoder.fit(
                    frame(texts("a", "x")), List.of(new Feature("a", Feature.Kind.NUMERIC)), true))
        .hasMessage("Feature a holds texts and cannot be numeric.");
  }

  @Test
  void namesEveryDifferenceOfLaterRows() {
    Frame train = frame(numbers("dist", 1, 2), texts("dest", "x", "y"));
    Encoder encoder = Encoder.fit(train, List.of(inferred("dist"), inferred("dest")), true, 1);
    assertThatThrownBy(() -> encoder.encode(frame(texts("dist", "1"), texts("Dest", "x"))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("column dist holds texts, but held numbers")
        .hasMessageContaining("column dest is not there; did you mean Dest?");
    Frame large = frame(numbers("dist", 1e39, 1), texts("dest", "x", "x"));
    assertThatThrownBy(() -> encoder.encode(large)).hasMessageContaining("in 1 row.");
  }
}
