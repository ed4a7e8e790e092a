package dev.nightjar.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.run.Concurrency;
import dev.nightjar.run.Misfire;
import dev.nightjar.run.RunLedger;
import dev.nightjar.run.SlotQueue;
import dev.nightjar.store.Digest;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LookoutTest {

  private final List<Integer> rehearsed = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();

  @Test
  void aLookAtThousandsIsRehearsedInTheSameParts() {
    lookout(null).rehearse(definitions(2000));
    assertThat(rehearsed).hasSize(16).containsOnly(500);
    assertThat(troubles).isEmpty();
  }

  @Test
  void aLookAtFewerIsFastEnoughTheFirstTime() {
    lookout(null).rehearse(definitions(1500));
    assertThat(rehearsed).isEmpty();
  }

  @Test
  void aRehearsalThatFailsIsToldOnceAndStopsNothing() {
    lookout(new IllegalStateException("the disk is full")).rehearse(definitions(2000));
    assertThat(troubles)
        .containsExactly(
            "the first look will be slower: it could not be rehearsed (the disk is full)");
  }

  private Lookout lookout(@Nullable RuntimeException failure) {
    SlotQueue queue =
        answering(
            SlotQueue.class,
            args -> {
              if (failure != null) {
                throw failure;
              }
              return rehearsed.add(
                  ((Collection<?>) Objects.requireNonNull(Objects.requireNonNull(args)[0])).size());
            });
    RunLedger ledger = answering(RunLedger.class, args -> queue);
    OrchestratorListener listener =
        new OrchestratorListener() {
          @Override
          public void trouble(String what, Exception why) {
            troubles.add(what + " (" + why.getMessage() + ")");
          }
        };
    return new Lookout(
        ledger, new SilentAlarm(), InstantSource.system(), name -> null, listener, () -> {});
  }

  private interface Answer {
    @Nullable Object to(@Nullable Object @Nullable [] arguments);
  }

  /** One of which a single method is called. */
  private static <T> T answering(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, args) -> {
              Object found = answer.to(args);
              return method.getReturnType() == void.class ? null : found;
            }));
  }

  private static List<Definition> definitions(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new Definition(
                    "p" + i,
                    Digest.of("pipeline"),
                    () -> {
                      throw new IllegalStateException("it is not asked");
                    },
                    new Misfire.Last(),
                    new Concurrency.Sequential(),
                    Set.of()))
        .toList();
  }
}
