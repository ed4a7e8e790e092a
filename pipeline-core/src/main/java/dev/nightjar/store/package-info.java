/**
 * The object store, the append-only log on it, digests and canonical JSON. Imports no other room.
 */
@NullMarked
package dev.nightjar.store;

import org.jspecify.annotations.NullMarked;
