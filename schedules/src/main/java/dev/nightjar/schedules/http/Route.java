package dev.nightjar.schedules.http;

import dev.nightjar.access.Role;
import io.javalin.http.HandlerType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be asked for.
 *
 * @param path with parameters in braces
 * @param role who may; null: everybody
 * @param query the names of the query parameters there are
 * @param answer how it is answered
 */
record Route(
    HandlerType method, String path, @Nullable Role role, List<String> query, Answer answer) {

  /** Answers a request of somebody who may. */
  @FunctionalInterface
  interface Answer {
    void to(Request request) throws Exception;
  }

  /** To look at. */
  static Route get(String path, Answer answer, String... query) {
    return new Route(HandlerType.GET, path, Role.VIEWER, List.of(query), answer);
  }

  /** To do. */
  static Route post(String path, Role role, Answer answer) {
    return new Route(HandlerType.POST, path, role, List.of(), answer);
  }

  /** The same for others. */
  Route by(@Nullable Role who) {
    return new Route(method, path, who, query, answer);
  }
}
