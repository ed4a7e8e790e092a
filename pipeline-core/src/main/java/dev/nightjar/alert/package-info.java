/**
 * What people are told: alerts, the outbox that loses none and sends each once to each channel, and
 * the texts that are made of them. Knows neither runs nor machine learning: who has something to
 * say makes an {@link dev.nightjar.alert.Announcement}. A new way to reach people is a {@link
 * dev.nightjar.alert.Channel}.
 */
@NullMarked
package dev.nightjar.alert;

import org.jspecify.annotations.NullMarked;
