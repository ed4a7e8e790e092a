package dev.nightjar.jobs.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresAddressTest {

  @Test
  void whatIsLeftOutIsStandard() {
    PostgresAddress address = PostgresAddress.parse("postgresql://db.example.org/nightjar");

    assertThat(address)
        .isEqualTo(new PostgresAddress("db.example.org", 5432, "nightjar", null, null));
    assertThat(address.jdbc()).isEqualTo("jdbc:postgresql://db.example.org:5432/nightjar");
    assertThat(address).hasToString("postgresql://db.example.org:5432/nightjar");
  }

  @Test
  void everythingCanBeSaid() {
    PostgresAddress address =
        PostgresAddress.parse("postgres://owl@db:6432/night%20jar?sslmode=verify-full");

    assertThat(address)
        .isEqualTo(new PostgresAddress("db", 6432, "night jar", "owl", "verify-full"));
    assertThat(address.jdbc())
        .isEqualTo("jdbc:postgresql://db:6432/night%20jar?sslmode=verify-full");
  }

  @Test
  void aPasswordIsRefusedAndNotShown() {
    assertThatThrownBy(() -> PostgresAddress.parse("postgresql://owl:secret@db/nightjar"))
        .hasMessageContaining("NIGHTJAR_LEDGER_PASSWORD")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://db",
        "postgresql:///nightjar",
        "postgresql://db/a/b",
        "jdbc:postgresql://db/n",
        "mysql://db/nightjar",
        "postgresql://d b/n"
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> PostgresAddress.parse(text))
        .hasMessageContaining("expected postgresql://user@host:5432/database");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sslmode=on", "user=me", "password=secret"})
  void onlyTheModeOfEncryptionMayFollow(String query) {
    assertThatThrownBy(() -> PostgresAddress.parse("postgresql://db/nightjar?" + query))
        .hasMessageContaining("only sslmode=…")
        .hasMessageNotContaining("secret");
  }
}
