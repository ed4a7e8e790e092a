/**
 * Housekeeping: what nothing needs any more is removed, and what is wrong with a store is found.
 * The one room that asks a store for its {@link dev.nightjar.store.StoreUpkeep}.
 */
@NullMarked
package dev.nightjar.upkeep;

import org.jspecify.annotations.NullMarked;
