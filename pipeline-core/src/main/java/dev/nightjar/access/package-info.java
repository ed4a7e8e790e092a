/**
 * Who may do what from afar, and who did: tokens with roles, and a log of acts that only grows.
 * Knows no protocol; {@code jobs.jdbc} keeps both beside the runs.
 */
@NullMarked
package dev.nightjar.access;

import org.jspecify.annotations.NullMarked;
