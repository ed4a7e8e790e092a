package dev.nightjar.schedules;

import dev.nightjar.run.PlannedSlot.Action;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What a backfill does with a slot.
 *
 * @param date its day in the schedule's zone
 * @param logicalTime the slot
 * @param action what will happen
 * @param turn the how manieth it is begun, from 1; 0 when it is not run
 * @param why in words
 */
public record BackfillDay(
    LocalDate date, Instant logicalTime, Action action, int turn, String why) {}
