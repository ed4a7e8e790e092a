package dev.nightjar.schedules;

import java.io.IOException;
import java.nio.file.Path;

/** The demonstration: a generated world, and its nights through the ordinary pipeline. */
public interface DemoService {

  /**
   * Makes a world and runs its nights.
   *
   * @param folder of the demonstration; one that an earlier demonstration made is made anew
   * @param request which one
   * @param listener hears of each step
   * @param each hears of each night
   */
  void run(Path folder, Request request, NightListener listener, DemoListener each)
      throws IOException;

  /** Which world is wanted: the same seed makes the same one everywhere. */
  record Request(long seed, boolean drift) {}

  /** Hears of a demonstration. */
  interface DemoListener {

    /** Something was made ready. */
    void ready(String sentence);

    /** A night is over. */
    void night(NightResult result);

    /** What the person on duty does after a blocked night. */
    void onDuty(String sentence);
  }
}
