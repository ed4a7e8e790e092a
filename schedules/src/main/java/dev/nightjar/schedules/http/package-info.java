/**
 * The HTTP API, the status page and the health of a server. The only package that knows Javalin and
 * Jetty. What it speaks for it is given as a {@link dev.nightjar.schedules.http.Backend}; what it
 * says is in {@code openapi.json}.
 */
@NullMarked
package dev.nightjar.schedules.http;

import org.jspecify.annotations.NullMarked;
