/**
 * When: the instants at which a schedule is due, whatever daylight saving does. Knows no cron
 * library; {@code schedules.quartz} reads cron expressions.
 */
@NullMarked
package dev.nightjar.schedules;

import org.jspecify.annotations.NullMarked;
