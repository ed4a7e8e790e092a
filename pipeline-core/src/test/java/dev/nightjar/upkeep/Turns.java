package dev.nightjar.upkeep;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Lets actors run one step at a time, in an order that a seed decides. */
final class Turns {

  /** Something that several do at once. */
  interface Act {
    void run(Actor self) throws Exception;
  }

  /** Thrown into an actor that is killed. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed() {
      super("killed", null, false, false);
    }
  }

  /** One of those that take turns. */
  static final class Actor {
    private final Semaphore go = new Semaphore(0);
    private final Semaphore back;
    private volatile boolean done;
    private volatile boolean dying;
    private volatile @Nullable Throwable failure;

    private Actor(Semaphore back) {
      this.back = back;
    }

    /** Waits for the next turn. */
    void step() {
      back.release();
      go.acquireUninterruptibly();
      if (dying) {
        throw new Killed();
      }
    }

    private void start(Act act) {
      Thread thread =
          new Thread(
              () -> {
                go.acquireUninterruptibly();
                try {
                  act.run(this);
                } catch (Killed e) {
                  // As a process that is killed: nothing else happens.
                } catch (Throwable e) {
                  failure = e;
                }
                done = true;
                back.release();
              });
      thread.setDaemon(true);
      thread.start();
    }
  }

  private final SplittableRandom random;
  private final Semaphore back = new Semaphore(0);
  private final List<Actor> actors = new ArrayList<>();
  private final double deaths;

  /** The chance of a death is that of every turn. */
  Turns(SplittableRandom random, double deaths) {
    this.random = random;
    this.deaths = deaths;
  }

  void add(Act act) {
    Actor actor = new Actor(back);
    actors.add(actor);
    actor.start(act);
  }

  /** Runs all to their ends; {@code after} is called when a turn is over. */
  void run(Runnable after) throws Exception {
    while (!actors.isEmpty()) {
      Actor actor = actors.get(random.nextInt(actors.size()));
      actor.dying = random.nextDouble() < deaths;
      actor.go.release();
      back.acquireUninterruptibly();
      if (actor.done) {
        actors.remove(actor);
      }
      Throwable failure = actor.failure;
      if (failure != null) {
        throw new AssertionError("an actor failed", failure);
      }
      after.run();
    }
  }
}
