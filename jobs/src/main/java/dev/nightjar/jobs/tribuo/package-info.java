/**
 * The trainers: Tribuo's models, and XGBoost under Tribuo's roof. The only package that imports
 * them. A new trainer: read {@link dev.nightjar.model.Trainer}, register it in {@link
 * dev.nightjar.jobs.tribuo.TribuoTrainers}, prove it by {@code TrainerContract}.
 */
@NullMarked
package dev.nightjar.jobs.tribuo;

import org.jspecify.annotations.NullMarked;
