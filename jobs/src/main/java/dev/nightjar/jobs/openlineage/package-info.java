/**
 * Tells a collector of lineage, by OpenLineage's events, what nights read and made. A night never
 * waits for it and never fails for it.
 */
@NullMarked
package dev.nightjar.jobs.openlineage;

import org.jspecify.annotations.NullMarked;
