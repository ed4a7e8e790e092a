/** What is declared of the data, and what was found. Engine-neutral. */
@NullMarked
package dev.nightjar.expectation;

import org.jspecify.annotations.NullMarked;
