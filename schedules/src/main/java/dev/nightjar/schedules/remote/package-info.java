/**
 * A workspace that a server has open, through its HTTP API: the same services as those of a
 * workspace on this machine, as far as they need none of its files.
 */
@NullMarked
package dev.nightjar.schedules.remote;

import org.jspecify.annotations.NullMarked;
