package dev.nightjar.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StoresTest {

  private final List<String> opened = new ArrayList<>();
  private final Stores stores = new Stores(new Fake("directory "), Map.of("s3", new Fake("s3 ")));

  /** Refuses what contains {@code bad}, and notes what is opened. */
  private final class Fake implements Stores.Kind {
    private final String name;

    Fake(String name) {
      this.name = name;
    }

    @Override
    public void check(String address) {
      if (address.contains("bad")) {
        throw new IllegalArgumentException("bad " + name);
      }
    }

    @Override
    public ObjectStore open(String address) {
      opened.add(name + address);
      return new MemoryStore();
    }
  }

  @Test
  void anAddressHasTheKindOfItsScheme() throws IOException {
    for (String address : List.of("s3://bucket/prefix", "/srv/store", "C:\\store", "store")) {
      stores.open(address).close();
    }
    assertThat(opened)
        .containsExactly(
            "s3 s3://bucket/prefix",
            "directory /srv/store",
            "directory C:\\store",
            "directory store");
    assertThat(stores.schemes()).containsExactly("s3");
  }

  @Test
  void whatIsNoAddressOpensNothing() {
    assertThatThrownBy(() -> stores.open("s4://bucket"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "there is no store of the kind s4://; did you mean s3? (known: a directory, s3://…)");
    for (String typo : List.of("s3:/bucket", "s3//bucket", "s3:bucket")) {
      assertThatThrownBy(() -> stores.check(typo))
          .hasMessage("expected s3://… or a directory, found " + typo);
    }
    assertThatThrownBy(() -> stores.open("s3://bad")).hasMessage("bad s3 ");
    assertThat(opened).isEmpty();
  }
}
