/**
 * Alerts over HTTP, by the JDK's client: webhooks as CloudEvents, webhooks that Slack understands,
 * heartbeat URLs. A new kind of channel that speaks HTTP belongs here, and is opened in {@code
 * ChannelKinds} of {@code schedules.app}.
 */
@NullMarked
package dev.nightjar.jobs.alerts;

import org.jspecify.annotations.NullMarked;
