/**
 * The work: the six steps of a night, and the pipeline that joins them. The one place where runs
 * meet machine learning.
 */
@NullMarked
package dev.nightjar.jobs;

import org.jspecify.annotations.NullMarked;
