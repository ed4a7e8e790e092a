package dev.nightjar.schedules.wire;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some things of many.
 *
 * @param next what to say as {@code cursor} for those that follow; null: there are none
 */
public record Page<T>(List<T> items, @Nullable String next) {

  public Page {
    items = List.copyOf(items);
  }

  /** Of a list that is known whole: those behind the cursor, which is the key of the last seen. */
  public static <S, T> Page<T> of(
      List<S> sorted,
      Function<S, String> key,
      @Nullable String cursor,
      int limit,
      Function<S, T> as) {
    List<S> rest =
        sorted.stream().filter(s -> cursor == null || key.apply(s).compareTo(cursor) > 0).toList();
    List<S> page = rest.subList(0, Math.min(limit, rest.size()));
    return new Page<>(
        page.stream().map(as).toList(),
        page.size() < rest.size() ? key.apply(page.get(page.size() - 1)) : null);
  }
}
