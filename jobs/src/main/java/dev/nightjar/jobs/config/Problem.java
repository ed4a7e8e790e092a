package dev.nightjar.jobs.config;

/**
 * One mistake in a file.
 *
 * @param line counted from 1; 0 when the file as a whole is meant
 * @param message what was expected, what was found, and the nearest valid name
 */
public record Problem(int line, String message) {}
