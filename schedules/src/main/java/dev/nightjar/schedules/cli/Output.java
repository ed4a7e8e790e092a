package dev.nightjar.schedules.cli;

import dev.nightjar.store.CanonicalJson;

/** The two ways to print a result. */
enum Output {
  text,
  json;

  /** One JSON document on standard output. */
  static void print(Console console, Object document) {
    console.out().println(CanonicalJson.pretty(document).stripTrailing());
    console.out().flush();
  }
}
