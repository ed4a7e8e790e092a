/** The pipeline file: YAML to records, every mistake with file, line and a suggestion. */
@NullMarked
package dev.nightjar.jobs.config;

import org.jspecify.annotations.NullMarked;
