package dev.nightjar.schedules.cli;

import java.io.PrintWriter;

/**
 * Where the command line writes.
 *
 * @param out what was asked for
 * @param err everything else
 * @param terminal whether a person watches: colours and progress bars
 * @param width characters in a line
 */
public record Console(PrintWriter out, PrintWriter err, boolean terminal, int width) {}
