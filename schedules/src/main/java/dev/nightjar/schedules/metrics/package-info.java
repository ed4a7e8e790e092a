/** What Prometheus reads of a server. The only package that knows Micrometer. */
@NullMarked
package dev.nightjar.schedules.metrics;

import org.jspecify.annotations.NullMarked;
