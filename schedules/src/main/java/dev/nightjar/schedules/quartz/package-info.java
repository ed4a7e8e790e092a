/** The only package that knows Quartz: it reads cron expressions. */
@NullMarked
package dev.nightjar.schedules.quartz;

import org.jspecify.annotations.NullMarked;
