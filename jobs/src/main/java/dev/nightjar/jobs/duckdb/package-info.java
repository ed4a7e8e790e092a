/**
 * Reads and judges rows with DuckDB inside this process. The only package that imports DuckDB.
 *
 * <p>A {@link dev.nightjar.jobs.duckdb.DuckDbSession} sees the files that it was opened with and no
 * others.
 */
@NullMarked
package dev.nightjar.jobs.duckdb;

import org.jspecify.annotations.NullMarked;
