/** Versions, champion, baseline and history of a model: a fold over an append-only log. */
@NullMarked
package dev.nightjar.registry;

import org.jspecify.annotations.NullMarked;
