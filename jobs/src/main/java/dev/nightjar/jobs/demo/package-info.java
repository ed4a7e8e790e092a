/** A believable world for people who have no data at hand yet. */
@NullMarked
package dev.nightjar.jobs.demo;

import org.jspecify.annotations.NullMarked;
