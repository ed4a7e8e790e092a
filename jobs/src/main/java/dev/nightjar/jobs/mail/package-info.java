/** Alerts by mail, over SMTP with Eclipse Angus: the only place that may import it. */
@NullMarked
package dev.nightjar.jobs.mail;

import org.jspecify.annotations.NullMarked;
