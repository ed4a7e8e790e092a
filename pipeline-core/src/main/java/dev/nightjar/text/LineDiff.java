package dev.nightjar.text;

import java.util.ArrayList;
import java.util.List;

/** Which lines of a text went and which came, for people. */
public final class LineDiff {

  private static final int MOST = 40;

  private LineDiff() {}

  /**
   * Lines that went with a minus, lines that came with a plus, in order, by a longest common
   * subsequence; at most {@value #MOST} of them.
   */
  public static String of(String before, String after) {
    List<String> a = before.lines().toList();
    List<String> b = after.lines().toList();
    int[][] common = lengths(a, b);
    List<String> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
        i++;
        j++;
      } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add("- " + a.get(i++));
      } else {
        lines.add("+ " + b.get(j++));
      }
    }
    return lines.size() <= MOST
        ? String.join("\n", lines)
        : String.join("\n", lines.subList(0, MOST)) + "\n… " + (lines.size() - MOST) + " more";
  }

  /** The length of the longest common subsequence of what is left from each pair of lines on. */
  private static int[][] lengths(List<String> a, List<String> b) {
    int[][] common = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        common[i][j] =
            a.get(i).equals(b.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
