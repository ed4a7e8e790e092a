/**
 * Segments, recipes, snapshots, splits and the one expression grammar; the port of the data engine.
 */
@NullMarked
package dev.nightjar.dataset;

import org.jspecify.annotations.NullMarked;
