/** The command line: one command per file. Knows what can be asked for, not how it is done. */
@NullMarked
package dev.nightjar.schedules.cli;

import org.jspecify.annotations.NullMarked;
