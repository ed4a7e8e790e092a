package dev.nightjar.upkeep;

/**
 * Something that a collection looked at and found useless.
 *
 * @param kind what it is
 * @param name its key, or what the store calls it
 * @param bytes its size; -1 when that is not known
 * @param why in words
 */
public record GarbageItem(GarbageKind kind, String name, long bytes, String why) {}
