package dev.nightjar.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownReportTest {

  @Test
  void saysTheSameInTheSameOrder() {
    String md = MarkdownReport.render(Decisions.rejected(), null);
    assertThat(md)
        .containsSubsequence(
            "# flight-delays, night of 15 June 2011",
            "**✗ REJECT** · champion stays v11",
            "AUC on recent rose by 0.0003",
            "| gate | seen | needed | n | outcome |",
            "✗ failed",
            "## What would have changed it",
            "## Where it is better, where worse",
            "## Slices that were searched for",
            "### Worse than the champion on recent",
            "| UniqueCarrier=EV | 412 | 0.231 | 0.190 | −0.041 \\[−0.060, −0.022\\] | &lt; 0.001 |",
            "## Can the data be trusted",
            "## How to reproduce it",
            "nightjar run flight-delays.yaml --date 2011-06-15");
  }

  @Test
  void aCommandIsCode() {
    assertThat(MarkdownReport.render(Decisions.blocked(), null))
        .contains("`nightjar dataset retract hflights 2011-06-14 --reason …`");
  }

  @Test
  void aRefusedNightTellsEveryLeakAndEverySide() {
    assertThat(MarkdownReport.render(Decisions.refused("champion v3"), null))
        .containsSubsequence(
            "## Why the rows were refused",
            "| rule | model | set | rows | keys |",
            "| rows with the same key | champion v3 | fixed | 20 | 000000000000001e, ",
            "| side | rows | positive | largest group |",
            "| the dev side | 76 | 3 | 41 by TailNum |",
            "the dev side has 76 rows; minimum.dev is 100",
            "## Can the data be trusted");
    assertThat(MarkdownReport.render(Decisions.refused("<img>"), null)).doesNotContain("<img");
    assertThat(HtmlReport.render(Decisions.refused("<img>"), null))
        .contains("Why the rows were refused", "76", "&lt;img&gt;")
        .doesNotContain("<img");
  }

  @Test
  void textFromOutsideStaysText() {
    String md = MarkdownReport.render(Decisions.hostile("a|b](http://x)<img>*c*`d\n# e"), null);
    assertThat(md)
        .doesNotContain("<img")
        .doesNotContainPattern("(?<!\\\\)\\]\\(http")
        .doesNotContain("\n# e");
    assertThat(md).contains("a\\|b\\](http://x)&lt;img&gt;\\*c\\*\\`d \\# e");
  }

  @Test
  void rowsThatFlippedAreInATable() {
    String markdown = MarkdownReport.render(Decisions.rejected(), null);
    assertThat(markdown)
        .containsSubsequence(
            "## Rows that flipped",
            "### On fixed: 31 rows became worse, 44 better",
            "| worse |",
            "+3.728",
            "| better |");
  }
}
