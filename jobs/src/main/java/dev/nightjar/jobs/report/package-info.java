/**
 * Renderings of a decision: a page that needs nothing but itself, Markdown, and the terminal. What
 * is shown is in the decision; nothing is computed here but places and digits.
 */
@NullMarked
package dev.nightjar.jobs.report;

import org.jspecify.annotations.NullMarked;
