/**
 * The ledger in a SQL database. The only package that knows JDBC for the ledger, H2 and Flyway. A
 * change of the tables is a new file in {@code db/migration} and a new {@code
 * LedgerSchema.VERSION}.
 */
@NullMarked
package dev.nightjar.jobs.jdbc;

import org.jspecify.annotations.NullMarked;
