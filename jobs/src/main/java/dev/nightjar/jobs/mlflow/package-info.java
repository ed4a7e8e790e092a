/** A one-way mirror of the registry to an MLflow tracking server, which is never the truth. */
@NullMarked
package dev.nightjar.jobs.mlflow;

import org.jspecify.annotations.NullMarked;
