package dev.nightjar.schedules.cli;

import dev.nightjar.schedules.NightListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Draws a night's steps: a bar on a terminal, plain lines elsewhere. */
final class Progress implements NightListener {

  private static final int BAR = 20;

  private final PrintWriter to;
  private final boolean live;
  private int drawn = -1;
  private String said = "";

  Progress(PrintWriter to, boolean live) {
    this.to = to;
    this.live = live;
  }

  @Override
  public void remark(String sentence) {
    to.println("  " + sentence);
    to.flush();
  }

  @Override
  public void began(String pipeline, LocalDate date, String runId, boolean resumed) {
    to.println(pipeline + " · " + date + " · run " + runId + (resumed ? " (goes on)" : ""));
    to.println();
    to.flush();
  }

  @Override
  public void step(String step) {
    drawn = -1;
    if (live) {
      to.print("  " + pad(step) + "…\r");
      to.flush();
    }
  }

  @Override
  public void progress(String step, double fraction, String text) {
    if (Double.isNaN(fraction)) {
      say(text);
      return;
    }
    int filled = (int) (BAR * Math.max(0, Math.min(1, fraction)));
    if (live && filled != drawn) {
      drawn = filled;
      String bar = "█".repeat(filled) + "░".repeat(BAR - filled);
      to.print("\u001b[2K  " + pad(step) + bar + "  " + text + "\r");
      to.flush();
    }
  }

  /** What is said again and again, as while waiting, is printed once. */
  private void say(String text) {
    if (!text.isEmpty() && !text.equals(said)) {
      said = text;
      to.println((live ? "\u001b[2K" : "") + "  " + text);
      to.flush();
    }
  }

  @Override
  public void finished(String step, String summary, Duration took) {
    String time =
        took.isZero() ? "kept" : String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    List<String> lines = summary.lines().toList();
    String left = "  " + pad(step) + (lines.isEmpty() ? "" : lines.get(0));
    String gap = " ".repeat(Math.max(2, 78 - left.length()));
    to.println((live ? "\u001b[2K" : "") + left + gap + time);
    lines.stream().skip(1).forEach(line -> to.println("  " + pad("") + line));
    to.flush();
  }

  @Override
  public void failed(String step, String why) {
    to.println((live ? "\u001b[2K" : "") + "  " + pad(step) + "✗ " + why);
    to.flush();
  }

  private static String pad(String step) {
    return String.format(Locale.ROOT, "%-10s ", step);
  }
}
