/**
 * The object store on Amazon S3 and on servers that speak its protocol: the only package that knows
 * the AWS SDK.
 *
 * <p>Everything rests on one primitive, {@code If-None-Match: *}. {@code If-Match} is not used: the
 * S3-compatible servers measured lose updates with it.
 */
@NullMarked
package dev.nightjar.jobs.s3;

import org.jspecify.annotations.NullMarked;
