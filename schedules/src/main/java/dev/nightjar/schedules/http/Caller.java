package dev.nightjar.schedules.http;

import dev.nightjar.access.Role;

/**
 * Who asks.
 *
 * @param actor the token's name, or the local user
 * @param role what that one may do
 * @param origin from where
 */
record Caller(String actor, Role role, String origin) {}
