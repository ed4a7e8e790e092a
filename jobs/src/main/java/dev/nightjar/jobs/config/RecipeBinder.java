package dev.nightjar.jobs.config;

import dev.nightjar.dataset.Expression;
import dev.nightjar.dataset.Recipe;
import dev.nightjar.dataset.Span;
import dev.nightjar.dataset.Split;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which rows of the dataset count: {@code dataset:}. */
final class RecipeBinder {

  private final List<Problem> problems;

  RecipeBinder(List<Problem> problems) {
    this.problems = problems;
  }

  Recipe bind(Section dataset, Split split) {
    Section structured = dataset.section("dedupe");
    boolean plain = structured.node().entries().isEmpty();
    Recipe.Dedupe dedupe =
        (plain ? dataset : structured)
            .choice(plain ? "dedupe" : "by", Recipe.Dedupe.class, Recipe.Dedupe.NONE);
    if (dedupe == Recipe.Dedupe.ID && !dataset.has("id")) {
      problems.add(new Problem(dataset.line("dedupe"), "dedupe: id needs id columns"));
      dedupe = Recipe.Dedupe.NONE;
    }
    return new Recipe(
        dataset.text("name"),
        patterns(dataset, "include"),
        patterns(dataset, "exclude"),
        dataset.parsed("window", Span::parse),
        dataset.parsed("where", Expression::new),
        dataset.texts("id"),
        dedupe,
        split,
        dataset.has("only") ? dataset.texts("only") : null,
        dataset.textOrNull("at"),
        keep(structured, dedupe),
        allowsBroken(dataset) ? true : null);
  }

  private List<String> patterns(Section dataset, String key) {
    if (dataset.has(key) && dataset.has("only")) {
      problems.add(
          new Problem(
              dataset.line(key), key + " says nothing beside only, which names every segment"));
      return List.of();
    }
    return dataset.texts(key);
  }

  private Recipe.@Nullable Keep keep(Section structured, Recipe.Dedupe dedupe) {
    if (!structured.has("keep")) {
      return null;
    }
    if (dedupe != Recipe.Dedupe.ID) {
      problems.add(
          new Problem(
              structured.line("keep"),
              "keep needs dedupe by id: rows that are equal in every column are the same row"));
      return null;
    }
    return structured.choice("keep", Recipe.Keep.class, Recipe.Keep.FIRST);
  }

  private static boolean allowsBroken(Section dataset) {
    return dataset.has("allow_broken") && Values.bool(dataset.scalar("allow_broken"));
  }
}
