package dev.nightjar.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A numbered entry of an {@link AppendLog}. Nobody writes to the trees in it.
 *
 * @param seq its number, from 1 without gaps
 * @param txnId what it did, so that doing it again finds it
 * @param prevHash SHA-256 of the bytes of the entry before; of the log's prefix for the first
 * @param type what kind of event it is
 * @param at when it was written, by the writer's clock
 * @param actor who wrote it
 * @param expect what the writer took for granted
 * @param effect what it changes
 * @param evidence what it was decided on
 * @param reason in words, perhaps empty
 */
public record LogEntry(
    long seq,
    String txnId,
    Digest prevHash,
    String type,
    Instant at,
    String actor,
    JsonNode expect,
    JsonNode effect,
    JsonNode evidence,
    String reason) {}
