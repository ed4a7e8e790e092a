package dev.nightjar.schedules.app;

import dev.nightjar.run.Pool;
import dev.nightjar.run.Pools;
import dev.nightjar.schedules.PoolService;
import dev.nightjar.text.Nearest;
import java.util.List;
import java.util.regex.Pattern;

/** Pools of this workspace's ledger. */
record LocalPools(Pools pools) implements PoolService {

  private static final Pattern TAG = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  @Override
  public List<Pool> all() {
    return pools.all();
  }

  @Override
  public Pool limit(String tag, int places) {
    if (!TAG.matcher(tag).matches()) {
      throw new IllegalArgumentException(
          "a tag is lower-case letters, digits and dashes, found “" + tag + "”");
    }
    return pools.limit(tag, places);
  }

  @Override
  public void unlimit(String tag) {
    if (!pools.unlimit(tag)) {
      List<String> limited =
          pools.all().stream().filter(pool -> pool.places() != null).map(Pool::tag).toList();
      throw new IllegalArgumentException(
          "nothing limits the tag " + tag + Nearest.hint(tag, limited));
    }
  }
}
