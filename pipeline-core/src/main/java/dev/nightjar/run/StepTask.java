package dev.nightjar.run;

import dev.nightjar.store.Digest;

/**
 * One try of one step, as an operator is given it.
 *
 * @param step what is to be done
 * @param context what it is given
 * @param inputs the digest of everything that decides its output
 * @param attempt the how manieth try of the step in its run, from 1
 * @param token the fencing token of the lease under which it is done
 */
public record StepTask(Step step, StepContext context, Digest inputs, int attempt, long token) {}
