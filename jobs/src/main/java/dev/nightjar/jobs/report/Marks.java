package dev.nightjar.jobs.report;

/** Shapes around (0, 0): what a chart says by colour it says by shape too. */
final class Marks {

  static final String DOT = "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0Z";
  static final String RING = "M-2.5 0a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0Z";
  static final String CROSS = "M-3.2-3.2L3.2 3.2M-3.2 3.2L3.2-3.2";
  static final String DIAMOND = "M0-4.5L4.5 0L0 4.5L-4.5 0Z";
  static final String SQUARE = "M-3.5-3.5H3.5V3.5H-3.5Z";
  static final String UP = "M0-4.5L4.5 3.5H-4.5Z";
  static final String DOWN = "M0 4.5L4.5-3.5H-4.5Z";

  private Marks() {}
}
