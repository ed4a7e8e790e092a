/** Ports of trainers and scorers, the fitted encoder, the candidate and its provenance. */
@NullMarked
package dev.nightjar.model;

import org.jspecify.annotations.NullMarked;
