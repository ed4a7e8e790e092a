package dev.nightjar.model;

/**
 * What code did it.
 *
 * @param version of Nightjar
 * @param jar SHA-256 over its own jars
 * @param commit of the repository that the pipeline file lies in; empty when there is none
 * @param dirty whether that repository had changes that were not committed
 */
public record CodeId(String version, String jar, String commit, boolean dirty) {}
