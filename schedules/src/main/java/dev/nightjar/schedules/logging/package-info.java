/**
 * The program's own log: lines for a person on standard error, and in the log of the run that they
 * are about. The only package that knows what is behind slf4j.
 */
@NullMarked
package dev.nightjar.schedules.logging;

import org.jspecify.annotations.NullMarked;
