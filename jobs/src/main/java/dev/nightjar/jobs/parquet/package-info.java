/**
 * Parquet: writes segments and predictions, reads schemas and predictions. The only package that
 * imports Parquet, Hadoop and zstd. Hadoop's interfaces are on the class path, its runtime is not:
 * every reader and writer here is given {@link dev.nightjar.jobs.parquet.ZstdCodecs}.
 */
@NullMarked
package dev.nightjar.jobs.parquet;

import org.jspecify.annotations.NullMarked;
