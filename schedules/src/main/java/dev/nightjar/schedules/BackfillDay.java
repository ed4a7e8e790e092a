package dev.nightjar.schedules;

import dev.nightjar.run.PlannedSlot.Action;
import dev.nightjar.run.Reprocess;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What a backfill does with a slot.
 *
 * @param date its day in the schedule's zone
 * @param logicalTime the slot
 * @param action what will happen
 * @param why in words
 * @param reprocess with which it is run, if it is
 */
public record BackfillDay(
    LocalDate date, Instant logicalTime, Action action, String why, Reprocess reprocess) {}
