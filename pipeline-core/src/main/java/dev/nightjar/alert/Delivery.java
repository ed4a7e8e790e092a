package dev.nightjar.alert;

/**
 * A message that this process is to send now.
 *
 * @param message what is sent
 * @param channel where to
 * @param attempt the how manieth try, from 1
 * @param token tells this claim from another one
 */
public record Delivery(Message message, String channel, int attempt, long token) {}
