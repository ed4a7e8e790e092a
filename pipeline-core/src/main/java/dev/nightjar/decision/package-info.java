/** The one document of a night. Reports are renderings of it. */
@NullMarked
package dev.nightjar.decision;

import org.jspecify.annotations.NullMarked;
