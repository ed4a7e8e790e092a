/**
 * Steps in child processes of their own: how one is started, listened to, kept alive by its parent
 * and ended with everything that it started. The only package that does so.
 */
@NullMarked
package dev.nightjar.jobs.process;

import org.jspecify.annotations.NullMarked;
