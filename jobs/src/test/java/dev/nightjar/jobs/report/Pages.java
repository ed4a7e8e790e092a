package dev.nightjar.jobs.report;

import dev.nightjar.decision.Decision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Every kind of night, by name. */
final class Pages {

  static final String HOSTILE = "</title><script>alert(1)</script><img src=x onerror=\"a('b')\">&";

  private Pages() {}

  static Decision of(String name) {
    return Objects.requireNonNull(all().get(name), name);
  }

  static Map<String, Decision> all() {
    Map<String, Decision> all = new LinkedHashMap<>();
    all.put("rejected", Decisions.rejected());
    all.put("promoted", Decisions.promoted());
    all.put("inconclusive", Decisions.inconclusive());
    all.put("first", Decisions.firstNight());
    all.put("blocked", Decisions.blocked());
    all.put("failed", Decisions.failed());
    all.put("many-slices", Decisions.slices(500));
    all.put("hostile", Decisions.hostile(HOSTILE));
    return all;
  }
}
