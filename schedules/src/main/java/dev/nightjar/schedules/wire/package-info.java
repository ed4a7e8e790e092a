/**
 * The documents of the HTTP API, as the server writes them and the client reads them. {@code
 * openapi.json} describes the same ones; a test holds them together. Knows neither server nor
 * client.
 */
@NullMarked
package dev.nightjar.schedules.wire;

import org.jspecify.annotations.NullMarked;
