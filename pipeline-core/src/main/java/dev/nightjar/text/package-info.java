/** Words for people: the nearest valid name. Imports no other room; every room may import it. */
@NullMarked
package dev.nightjar.text;

import org.jspecify.annotations.NullMarked;
