package dev.nightjar.registry;

/**
 * A rollback that was done.
 *
 * @param from the champion before it
 * @param to the champion after it
 * @param position number of entries in the registry's log after it
 */
public record Rollback(String from, String to, long position) {}
