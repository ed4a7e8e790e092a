package dev.nightjar.schedules.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightjar.store.CanonicalJson;
import dev.nightjar.text.Nearest;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request as a record, and says what is wrong with one that is not. */
final class Body {

  private Body() {}

  static <T extends Record> T read(byte[] bytes, Class<T> type) {
    JsonNode tree = parsed(bytes);
    List<RecordComponent> members = Arrays.asList(type.getRecordComponents());
    List<String> known = members.stream().map(RecordComponent::getName).toList();
    tree.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                throw Refusal.badRequest(
                    "the body: there is no member %s%s (known: %s)"
                        .formatted(name, Nearest.hint(name, known), String.join(", ", known)));
              }
            });
    for (RecordComponent member : members) {
      if (!tree.hasNonNull(member.getName())
          && !member.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        throw Refusal.badRequest("the body: the member " + member.getName() + " is missing");
      }
    }
    try {
      return CanonicalJson.convert(tree, type);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest("the body: a member has another type than openapi.json says");
    }
  }

  private static JsonNode parsed(byte[] bytes) {
    try {
      JsonNode tree = CanonicalJson.parse(bytes);
      if (tree.isObject()) {
        return tree;
      }
    } catch (IOException e) {
      throw Refusal.badRequest("the body: " + e.getMessage());
    }
    throw Refusal.badRequest("the body: expected an object");
  }
}
